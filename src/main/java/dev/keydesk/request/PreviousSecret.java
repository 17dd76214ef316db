package dev.keydesk.request;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.entra.AppRegistration;

import java.time.Instant;
import java.util.Optional;

/**
 * The key a request is to take the place of, as the last scan saw it when it was asked for.
 *
 * @param keyId what the portal calls the Secret ID; unique within its app
 * @param name empty if nobody gave it one
 * @param hint the first three characters of its value
 */
public record PreviousSecret(
        String keyId, Optional<String> name, Optional<String> hint, Instant end) {
    private static final int NAME_SHOWN = 60;

    static PreviousSecret of(AppRegistration.Secret secret) {
        return new PreviousSecret(secret.keyId(), secret.name(), secret.hint(), secret.end());
    }

    boolean isOfApplicationProxy() {
        return AppRegistration.Secret.isOfApplicationProxy(name);
    }

    /** Which one it is, in Slack's markup; whom a key without a name belongs to its id tells. */
    public String label() {
        var called =
                name.filter(given -> !given.isBlank())
                        .map(given -> "“%s”".formatted(Mrkdwn.escape(given, NAME_SHOWN)))
                        .orElseGet(
                                () -> "the secret without a name, ID " + Mrkdwn.escape(keyId, 40));
        return hint.map(start -> "%s (%s…)".formatted(called, Mrkdwn.escape(start, 8)))
                .orElse(called);
    }

    /** The same with its end. */
    public String whichAndEnd() {
        return "%s, which expires on %s".formatted(label(), Mrkdwn.date(end));
    }
}
