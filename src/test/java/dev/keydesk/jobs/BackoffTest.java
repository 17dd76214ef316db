package dev.keydesk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Optional;

class BackoffTest {
    private final RuntimeException failure = new IllegalStateException("no");
    private static final Backoff OWN = new Backoff(_ -> Optional.empty());

    @ParameterizedTest(name = "after {0} failures before it: {1} s")
    @CsvSource({
        "0, 1",
        "1, 2",
        "2, 4",
        "3, 8",
        "4, 16",
        "5, 32",
        "6, 64",
        "7, 128",
        "8, 256",
        "9, 300",
        "10, 300",
        "63, 300",
        "64, 300",
        "2147483647, 300"
    })
    void the_wait_doubles_up_to_five_minutes(int failuresBefore, int seconds) {
        assertThat(OWN.waitAfter(failure, failuresBefore)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest(name = "asked for {0} s after {1} failures: {2} s")
    @CsvSource({"30, 0, 30", "30, 6, 64", "1, 0, 1", "0, 0, 1", "3600, 20, 3600"})
    void whoever_asks_for_a_longer_wait_gets_it(int asked, int failuresBefore, int seconds) {
        var backoff = new Backoff(_ -> Optional.of(Duration.ofSeconds(asked)));
        assertThat(backoff.waitAfter(failure, failuresBefore))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void it_is_the_failure_that_is_asked() {
        var backoff =
                new Backoff(cause ->
                        "no".equals(cause.getMessage())
                                ? Optional.of(Duration.ofHours(1))
                                : Optional.empty());
        assertThat(backoff.waitAfter(failure, 0)).isEqualTo(Duration.ofHours(1));
        assertThat(backoff.waitAfter(new IllegalStateException("other"), 0))
                .isEqualTo(Duration.ofSeconds(1));
    }
}
