package dev.keydesk.reminder;

import dev.keydesk.chat.Menu.Choice;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.reminder.ReminderLines.Placed;
import dev.keydesk.request.AppRef;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What can be done with a line: no key is offered to be made or removed where the desk would not.
 * <i>Not ours</i> stands also where a rule leads, since its answer says who can change that.
 */
final class ReminderLineActions {
    private final Predicate<AppRef> isOfDesk;
    private final Predicate<AppRef> isServed;

    /**
     * Tells apart by these.
     *
     * @param isOfDesk the desk's own app registration, which nobody else looks after
     * @param isServed apps of which the desk makes and removes keys
     */
    ReminderLineActions(Predicate<AppRef> isOfDesk, Predicate<AppRef> isServed) {
        this.isOfDesk = isOfDesk;
        this.isServed = isServed;
    }

    /** Most likely first; none where nothing is left to do. */
    List<Choice> of(Placed placed, KeyNews news) {
        return switch (placed.line()) {
            case ReminderLine.Open(var entry) -> choices(placed, entry, news, true);
            case ReminderLine.Snoozed(var entry, _, _) -> choices(placed, entry, news, false);
            case ReminderLine.Moved _, ReminderLine.Closed _ -> List.of();
        };
    }

    /** Why people have to go to the portal for it; empty where the desk makes and removes keys. */
    Optional<String> elsewhere(ReminderEntry entry) {
        if (isOfDesk.test(entry.app())) {
            // Those who run the desk are told what to do.
            return Optional.empty();
        }
        if (entry.key().isOfApplicationProxy()) {
            return Optional.of(
                    "It is %s, which renews it by itself.".formatted(Secret.OF_APPLICATION_PROXY));
        }
        if (entry.kind() == Kind.CERTIFICATE) {
            return Optional.of(
                    "It is renewed and removed in the Azure portal; the desk makes no"
                            + " certificates.");
        }
        return isServed.test(entry.app())
                ? Optional.empty()
                : Optional.of(
                        "It is renewed and removed in the Azure portal; the desk does not serve"
                                + " this app.");
    }

    private List<Choice> choices(Placed placed, ReminderEntry entry, KeyNews news, boolean awake) {
        // The desk makes and removes no certificates, and Microsoft some secrets.
        boolean isOurs =
                entry.kind() == Kind.SECRET
                        && !entry.key().isOfApplicationProxy()
                        && isServed.test(entry.app());
        boolean isRenewed = news.successor().isPresent();
        boolean isKept = news.keptBy().isPresent();
        boolean isReplaced = entry.wasReplaced() || isRenewed;
        boolean isGoing = news.isGoing();
        var choices = new ArrayList<Choice>();
        if (isOurs && isReplaced && !isKept && !isGoing) {
            choices.add(ReminderMenu.REMOVE.on(placed));
        }
        // Nobody is asked to renew a key twice.
        if (isOurs && !isRenewed) {
            choices.add(ReminderMenu.RENEW.on(placed));
        }
        if (awake && entry.next().isPresent() && !isKept) {
            choices.add(ReminderMenu.SNOOZE.on(placed));
        }
        if (!isOfDesk.test(entry.app())) {
            choices.add(ReminderMenu.NOT_OURS.on(placed));
        }
        if (isOurs && !isReplaced && !isGoing) {
            choices.add(ReminderMenu.REMOVE.on(placed));
        }
        return choices;
    }
}
