package dev.keydesk.removal;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.CredentialName;

import java.util.Optional;

/** The text of a renewed secret's card for its team, in Slack's markup. */
final class RenewalText {
    private static final int NAME_SHOWN = 60;

    private RenewalText() {}

    /** Returns what happened to the new secret. */
    static String news(Renewal renewal, Credential.Key old) {
        return "A new client secret for %s was handed over to %s on %s (%s). It begins with %s and expires on %s."
                .formatted(
                        RemovalText.app(old),
                        renewal.requester().mention(),
                        Mrkdwn.date(renewal.handedOverAt()),
                        renewal.ticket(),
                        Mrkdwn.code(renewal.secret().hint()),
                        Mrkdwn.date(renewal.secret().end()));
    }

    /** Returns the status of the old one. */
    static String headline(Removal removal) {
        return removal.details()
                .renewal()
                .map(renewal -> headline(removal, renewal))
                .orElseGet(() -> RemovalText.headline(removal));
    }

    private static String headline(Removal removal, Renewal renewal) {
        var old = whichAndEnd(removal.details().credential());
        if (removal instanceof Removal.Gone gone) {
            return "The old secret was %s. %s"
                    .formatted(name(gone.details().credential()), RemovalText.headline(gone));
        }
        var stands = RemovalText.headline(removal);
        if (renewal.lost().isPresent()) {
            return "%s, so the old one, %s, stays.%s"
                    .formatted(
                            whatBecame(renewal.lost().get()),
                            old,
                            removal.isOpen() ? " " + stands : "");
        }
        if (removal.isOpen()) {
            return "The old secret is %s. %s".formatted(old, stands);
        }
        return removal.keptBy()
                .map(by ->
                        "%s keeps the old one, %s. The desk sends no more reminders about it."
                                .formatted(by.mention(), old))
                .orElseGet(() ->
                        "Remove the old one, %s, once the new one is deployed. The desk removes it only after somebody says so."
                                .formatted(old));
    }

    static String name(Credential.Key old) {
        return CredentialName.withHint(old, NAME_SHOWN);
    }

    static String whichAndEnd(Credential.Key old) {
        return "%s, which expires on %s".formatted(name(old), Mrkdwn.date(old.end()));
    }

    private static String whatBecame(Renewal.Lost how) {
        return switch (how) {
            case TAKEN_BACK -> "The new secret was removed again";
            case GONE -> "The new secret is no longer in Entra";
            case EXPIRED -> "The new secret has expired";
        };
    }

    /** Only while the old secret can still be removed too early. */
    static Optional<String> warning(Removal removal, Renewal renewal) {
        boolean isTooLate =
                renewal.confirmed()
                        || renewal.lost().isPresent()
                        || removal.keptBy().isPresent()
                        || removal instanceof Removal.Gone;
        return isTooLate
                ? Optional.empty()
                : Optional.of(
                        "%s has not said yet that the new one arrived. Check with them before you remove the old one."
                                .formatted(renewal.requester().mention()));
    }
}
