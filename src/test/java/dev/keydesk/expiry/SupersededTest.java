package dev.keydesk.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.request.AppRef;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class SupersededTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Live OLD = key("old", Kind.SECRET, -80, 10);

    @ParameterizedTest
    @CsvSource({
        "SECRET,      -1,  90, true,  a newer one that lives longer",
        "SECRET,       0,  11, true,  a newer one that began just now",
        "CERTIFICATE, -1,  90, false, another kind",
        "SECRET,     -90,  90, false, an older one that lives longer",
        "SECRET,     -80,  90, false, one made at the same moment",
        "SECRET,       1,  90, false, one that does not work yet",
        "SECRET,      -1,   9, false, one that ends sooner",
        "SECRET,      -1,  10, false, one that ends at the same moment",
    })
    void a_key_is_superseded_by(Kind kind, int start, int end, boolean isIt, String why) {
        var other = key("other", kind, start, end);

        assertThat(Superseded.findReplacement(OLD, List.of(OLD, other), NOW))
                .as(why)
                .isEqualTo(isIt ? Optional.of(other) : Optional.empty());
    }

    @Test
    void the_newest_of_several_is_named() {
        var newer = key("newer", Kind.SECRET, -20, 70);
        var newest = key("newest", Kind.SECRET, -2, 30);

        assertThat(Superseded.findReplacement(OLD, List.of(newest, OLD, newer), NOW))
                .hasValue(newest);
    }

    @Test
    void a_key_that_has_ended_is_not_replaced_by_one_that_has_ended_too() {
        var ended = key("ended", Kind.SECRET, -90, -20);
        var endedLater = key("ended later", Kind.SECRET, -60, -1);

        assertThat(Superseded.findReplacement(ended, List.of(ended, endedLater), NOW)).isEmpty();
        assertThat(Superseded.findReplacement(ended, List.of(endedLater, OLD), NOW)).hasValue(OLD);
    }

    @Test
    void secrets_of_application_proxy_take_no_place_and_lose_none() {
        var proxys = key("CWAP_AuthSecret", Kind.SECRET, -1, 90);

        assertThat(Superseded.findReplacement(OLD, List.of(OLD, proxys), NOW)).isEmpty();
        assertThat(
                        Superseded.findReplacement(
                                key("CWAP_AuthSecret", Kind.SECRET, -80, 10),
                                List.of(key("newer", Kind.SECRET, -1, 90), proxys),
                                NOW))
                .isEmpty();
    }

    @Test
    void keys_of_other_apps_take_nobodys_place() {
        var other = key("other", Kind.SECRET, -1, 90);
        var elsewhere =
                new Live(
                        new Credential.Key(
                                new AppRef("o2", "c2", "ledger"),
                                other.key().keyId(),
                                other.key().kind(),
                                other.key().name(),
                                other.key().hint(),
                                other.key().start(),
                                other.key().end()),
                        NOW);

        assertThat(Superseded.findReplacement(OLD, List.of(elsewhere), NOW)).isEmpty();
    }

    private static Live key(String name, Kind kind, int start, int end) {
        return new Live(
                new Credential.Key(
                        new AppRef("o1", "c1", "payroll-api"),
                        name,
                        kind,
                        Optional.of(name),
                        Optional.empty(),
                        NOW.plus(Duration.ofDays(start)),
                        NOW.plus(Duration.ofDays(end))),
                NOW);
    }
}
