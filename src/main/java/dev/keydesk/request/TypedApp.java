package dev.keydesk.request;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppRegistration;

import java.util.Optional;

/**
 * The app registration that somebody typed after a command.
 *
 * @param app the one that is meant; empty if nothing was typed, or the text does not fit exactly
 *     one
 * @param word the answer if the text fits none or several
 */
public record TypedApp(Optional<AppRegistration> app, Optional<String> word) {
    private static final int TYPED_SHOWN = 80;

    private static final String NONE_FITS =
            "The desk serves no app registration with the name, client ID or object ID “%s”. Choose"
                    + " one below.";

    private static final String SEVERAL_FIT =
            "Several app registrations fit “%s”. Choose the one you mean below.";

    private static final String NOT_JUST_ONE =
            "“%s” is not the whole name, client ID or object ID of just one app registration that"
                + " the desk serves. Choose one below, or close this and type its client ID after"
                + " the command.";

    /** Nothing was typed. */
    private static final TypedApp NONE = new TypedApp(Optional.empty(), Optional.empty());

    /**
     * Looks the text up in memory.
     *
     * @param typed a name or a part of it, a client id or an object id, or empty
     * @param seesNames whether this person certainly may see which apps there are; nobody else is
     *     told
     * @throws dev.keydesk.jobs.ComputePool.Full if there are too many searches at the moment
     */
    public static TypedApp of(AppSearch search, UserId by, String typed, boolean seesNames) {
        // Before the first scan no name is known; the form says that the list is being read.
        if (typed.isBlank() || !search.isReady()) {
            return NONE;
        }
        var found = search.mayMean(by, typed);
        if (found.size() == 1) {
            return new TypedApp(Optional.of(found.getFirst()), Optional.empty());
        }
        return seesNames
                ? without(found.isEmpty() ? NONE_FITS : SEVERAL_FIT, typed)
                : without(NOT_JUST_ONE, typed);
    }

    /** The same for a person who has to know the app: a part of its name is not enough. */
    public static TypedApp ofWhole(AppSearch search, UserId by, String typed) {
        var found = of(search, by, typed, false);
        return found.app().filter(app -> !isCalled(app, typed.strip())).isPresent()
                ? without(NOT_JUST_ONE, typed)
                : found;
    }

    private static TypedApp without(String word, String typed) {
        return new TypedApp(
                Optional.empty(), Optional.of(word.formatted(Mrkdwn.escape(typed, TYPED_SHOWN))));
    }

    private static boolean isCalled(AppRegistration app, String typed) {
        return app.name().strip().equalsIgnoreCase(typed)
                || app.clientId().equalsIgnoreCase(typed)
                || app.objectId().equalsIgnoreCase(typed);
    }
}
