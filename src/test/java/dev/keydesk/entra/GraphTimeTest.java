package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;

class GraphTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T09:00:00Z",
                "2019-09-09T19:50:29.3086381Z",
                "2024-02-29T23:59:59.9Z",
                "2299-12-31T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "1969-12-31T23:59:59.5Z",
                "0001-01-01T00:00:00Z",
                "2026-11-22T09:00Z",
                "2026-11-22T09:00:00+01:00",
                "2026-11-22T09:00:00.25-05:30",
            })
    void it_is_what_java_makes_of_it(String text) {
        assertThat(GraphTime.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @Test
    void any_instant_is_read_as_it_was_written() {
        var random = new Random(11);
        for (int count = 0; count < 10_000; count++) {
            var instant =
                    Instant.ofEpochSecond(
                            random.nextLong(-62_000_000_000L, 250_000_000_000L),
                            count % 3 == 0 ? 0 : random.nextInt(1_000_000_000));
            var text = instant.atOffset(ZoneOffset.UTC).toString();
            assertThat(GraphTime.parse(text)).as(text).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-11-22",
                "2026-11-22T09:00:00",
                "2026-13-22T09:00:00Z",
                "2025-02-29T09:00:00Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T09:60:00Z",
                "2026-11-22T09:00:60Z",
                "2026-11-22T09:00:00.1234567890Z",
                "2026-11-22T09:00:0xZ",
                "+026-11-22T09:00:00Z",
                "2026-11-22T09:00:00\u0665Z",
            })
    void what_is_no_time_is_refused(String text) {
        assertThatThrownBy(() -> GraphTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
