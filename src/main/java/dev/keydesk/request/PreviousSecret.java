package dev.keydesk.request;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.TextStyle;
import dev.keydesk.entra.AppRegistration;

import java.time.Instant;
import java.util.Optional;

/**
 * The secret that a request replaces, as the last scan saw it at the time of the request.
 *
 * @param keyId the portal's "Secret ID"; unique within its app
 * @param name empty if it has none
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

    /**
     * Returns what it is called, in Slack's markup; a secret without a name is identified by its
     * id.
     */
    public String label() {
        return label(TextStyle.SLACK);
    }

    String label(TextStyle style) {
        var called =
                name.filter(given -> !given.isBlank())
                        .map(given -> "“%s”".formatted(style.foreign(given, NAME_SHOWN)))
                        .orElseGet(
                                () -> "the secret without a name, ID " + style.foreign(keyId, 40));
        return hint.map(start -> "%s (%s…)".formatted(called, style.foreign(start, 8)))
                .orElse(called);
    }

    /** Returns the same with its expiry date. */
    public String whichAndEnd() {
        return "%s, which expires on %s".formatted(label(), Mrkdwn.date(end));
    }
}
