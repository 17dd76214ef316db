package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.entra.Application;

import java.time.Duration;
import java.util.List;

/** Stories about the keys of the desk's own app registration. */
abstract class OwnKeyStory extends ReminderStory {
    private static final Duration TO_NOON = Duration.ofHours(3);

    static void calls(String text) {
        assertThat(text)
                .startsWith("The desk's own credential. For <!channel>")
                .contains("once it expires, the desk can do nothing");
    }

    /** After the first day, which tells that the secret the desk signs in with never expires. */
    List<String> toldToOperators() {
        return allTold().stream().skip(1).toList();
    }

    List<String> allTold() {
        return told(carol().id(), operators());
    }

    /** The secret that the desk signs in with ends at noon, so many days from now. */
    void inUseEnds(int days) {
        var inUse = entra().tenant().secretsOf(keydesk().id()).getFirst();
        entra().tenant()
                .moveEnd(keydesk().id(), inUse.keyId(), now().plus(days(days)).plus(TO_NOON));
    }

    /** A secret of the same app registration that the desk knows nothing of. */
    void another(String name, int daysOld, int daysLeft) {
        entra().tenant()
                .existingSecret(
                        keydesk().id(),
                        name,
                        now().minus(days(daysOld)),
                        now().plus(days(daysLeft)).plus(TO_NOON));
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    private Application keydesk() {
        return entra().tenant().applications().stream()
                .filter(app -> app.displayName().equals("Keydesk"))
                .findFirst()
                .orElseThrow();
    }
}
