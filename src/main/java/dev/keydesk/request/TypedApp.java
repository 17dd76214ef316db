package dev.keydesk.request;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppRegistration;

import java.util.Optional;

/**
 * The app registration that somebody named behind a command.
 *
 * @param app the one they must mean; empty if they named none, or what they typed fits not just one
 * @param word what to tell them if it fits none or several
 */
public record TypedApp(Optional<AppRegistration> app, Optional<String> word) {
    private static final int TYPED_SHOWN = 80;

    /** Nothing was typed. */
    private static final TypedApp NONE = new TypedApp(Optional.empty(), Optional.empty());

    /**
     * Looks it up in memory.
     *
     * @param typed a name or a part of it, a client ID or an object ID, or nothing
     * @param seesNames whether this person may see which apps there are; whoever may not has to
     *     know the one it is about, and is not told whether there are such ones
     * @throws dev.keydesk.jobs.ComputePool.Full if there are too many searches at the moment
     */
    public static TypedApp of(AppSearch search, UserId by, String typed, boolean seesNames) {
        if (typed.isBlank()) {
            return NONE;
        }
        var found = search.mayMean(by, typed);
        if (found.size() == 1 && (seesNames || isCalled(found.getFirst(), typed.strip()))) {
            return new TypedApp(Optional.of(found.getFirst()), Optional.empty());
        }
        var shown = Mrkdwn.escape(typed, TYPED_SHOWN);
        var word =
                !seesNames ? noneOrSeveral(shown) : found.isEmpty() ? none(shown) : several(shown);
        return new TypedApp(Optional.empty(), Optional.of(word));
    }

    private static boolean isCalled(AppRegistration app, String typed) {
        return app.name().strip().equalsIgnoreCase(typed)
                || app.clientId().equalsIgnoreCase(typed)
                || app.objectId().equalsIgnoreCase(typed);
    }

    private static String none(String shown) {
        return "No app registration that the desk serves is called “%s”, nor has it that client ID or object ID. Choose one below."
                .formatted(shown);
    }

    private static String several(String shown) {
        return "Several app registrations fit “%s”. Choose the one you mean below."
                .formatted(shown);
    }

    private static String noneOrSeveral(String shown) {
        return "“%s” is not the whole name, client ID or object ID of just one app registration that the desk serves. Choose one below, or close this and type its client ID behind the command."
                .formatted(shown);
    }
}
