package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.AuditEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Locale;

/** The main story on machines that write numbers, dates and small letters in other ways. */
class AnyLocaleTest extends Story {
    private static final String NUMBERS_OF_OTHERS = "(?s).*[\\p{Nd}&&[^0-9]].*";

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void asUsual() {
        Locale.setDefault(usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist-nu-thai"})
    void alice_asks_bob_approves_and_every_text_is_as_everywhere(String machine) {
        Locale.setDefault(Locale.forLanguageTag(machine));
        world().restart();

        aliceAsks();
        var card = bob().sees("asks for a client secret for payroll-api").says();
        bob().sees("asks for a client secret for payroll-api").press("Approve");
        var ready = alice().sees("can pick it up");
        assertThat(card + ready.says())
                .contains("90 days from the pick-up")
                .doesNotMatch(NUMBERS_OF_OTHERS);
        ready.press("Pick up the secret");
        assertThat(keysMade())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.displayName()).matches("nightly export · KD-[0-9A-Z]{5}-1");
                    assertThat(Duration.between(key.start(), key.end()))
                            .isEqualTo(Duration.ofDays(90));
                });
        assertThat(alice().seesPrivately("Client secret (value)").says())
                .doesNotMatch(NUMBERS_OF_OTHERS);
        alice().sees("Do you have it?").press("I have it");
        var events = world().bot().platform().audit().of(theRequest().ticket().text());
        assertThat(events).isNotEmpty();
        assertThat(events)
                .extracting(AuditEvent::sentence)
                .allSatisfy(sentence -> assertThat(sentence).doesNotMatch(NUMBERS_OF_OTHERS));
    }
}
