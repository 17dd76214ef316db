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
 * Decides what can be done with a line: making or removing a credential is not offered if Keydesk
 * would refuse it. <i>Not ours</i> is also offered for an app with a route, because its answer says
 * who can change that.
 */
final class ReminderLineActions {
    private final Predicate<AppRef> isOfDesk;
    private final Predicate<AppRef> isServed;

    /**
     * Creates the rules.
     *
     * @param isOfDesk Keydesk's own app registration, for which only the operators are responsible
     * @param isServed apps for which Keydesk makes and removes secrets
     */
    ReminderLineActions(Predicate<AppRef> isOfDesk, Predicate<AppRef> isServed) {
        this.isOfDesk = isOfDesk;
        this.isServed = isServed;
    }

    /** Returns the menu, most likely first; empty if nothing is left to do. */
    List<Choice> of(Placed placed, KeyNews news) {
        return switch (placed.line()) {
            case ReminderLine.Open(var entry) -> choices(placed, entry, news, true);
            case ReminderLine.Snoozed(var entry, _, _) -> choices(placed, entry, news, false);
            case ReminderLine.Moved _, ReminderLine.Closed _ -> List.of();
        };
    }

    /**
     * Returns why people have to use the portal; empty if Keydesk makes and removes secrets of the
     * app.
     */
    Optional<String> elsewhere(ReminderEntry entry) {
        if (isOfDesk.test(entry.app())) {
            // The operators are told what to do.
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
        // Keydesk neither makes nor removes certificates, and Microsoft manages some secrets.
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
            choices.add(ReminderMenu.REMOVE.choiceFor(placed));
        }
        // Nobody is asked to renew a secret twice.
        if (isOurs && !isRenewed) {
            choices.add(ReminderMenu.RENEW.choiceFor(placed));
        }
        if (awake && entry.nextReminder().isPresent() && !isKept) {
            choices.add(ReminderMenu.SNOOZE.choiceFor(placed));
        }
        if (!isOfDesk.test(entry.app())) {
            choices.add(ReminderMenu.NOT_OURS.choiceFor(placed));
        }
        if (isOurs && !isReplaced && !isGoing) {
            choices.add(ReminderMenu.REMOVE.choiceFor(placed));
        }
        return choices;
    }
}
