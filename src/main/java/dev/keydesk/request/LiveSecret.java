package dev.keydesk.request;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.AppRegistration.Secret;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A live secret of an app, as the approvers see it. */
public record LiveSecret(String name, String hint, Instant end) {
    private static final int NAME_SHOWN = 80;

    /** Returns the secrets that are valid now, the first to expire first. */
    static List<LiveSecret> live(AppRegistration app, Instant now) {
        return app.secrets().stream()
                .filter(secret -> secret.end().isAfter(now))
                .map(secret ->
                        new LiveSecret(
                                secret.name().orElse("(no name)"),
                                secret.hint().orElse("?"),
                                secret.end()))
                .sorted(Comparator.comparing(LiveSecret::end))
                .toList();
    }

    /** Returns one line of Slack's markup. */
    public String line() {
        var managed =
                Secret.isOfApplicationProxy(Optional.of(name))
                        ? ", " + Secret.OF_APPLICATION_PROXY
                        : "";
        return "• %s, begins with %s, expires %s%s"
                .formatted(
                        Mrkdwn.escape(name, NAME_SHOWN),
                        Mrkdwn.code(hint),
                        Mrkdwn.date(end),
                        managed);
    }
}
