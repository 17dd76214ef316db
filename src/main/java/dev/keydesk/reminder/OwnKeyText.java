package dev.keydesk.reminder;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.expiry.Credential.Kind;

import java.time.Instant;

/** The line about the credential with which Keydesk signs in, for the operators. */
final class OwnKeyText {
    static final String WHAT =
            "This is the desk's own credential: once it expires, the desk can do nothing.";

    private OwnKeyText() {}

    static String advice(ReminderEntry entry) {
        return entry.superseded()
                .map(since -> givingTheNewer(entry, since))
                .orElseGet(() -> "Make a new one in Entra, %s.".formatted(giving(entry)));
    }

    private static String givingTheNewer(ReminderEntry entry, Instant since) {
        // The first characters of a secret tell which one Keydesk uses; for a certificate nothing
        // does.
        var given =
                entry.kind() == Kind.SECRET
                        ? "and the desk has to use it"
                        : "and the desk has to use it, if it does not yet";
        return "There is a newer one since %s, %s: %s."
                .formatted(Mrkdwn.date(since), given, giving(entry));
    }

    private static String giving(ReminderEntry entry) {
        return entry.kind() == Kind.SECRET
                ? "set AZURE_CLIENT_SECRET to it, and restart the desk"
                : "replace the file that AZURE_CLIENT_CERTIFICATE_PATH names, and restart the desk";
    }
}
