package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

class GraphAnswerTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"));

    private static GraphAnswer with(String header, String value) {
        return GraphAnswer.of(
                new Response.Builder()
                        .request(new Request.Builder().url("http://127.0.0.1/").build())
                        .protocol(Protocol.HTTP_1_1)
                        .code(429)
                        .message("")
                        .header(header, value)
                        .body(ResponseBody.create("", null))
                        .build(),
                CLOCK);
    }

    @Test
    void how_far_the_servers_clock_is_ahead_is_read_from_its_date() {
        assertThat(with("Date", "Sun, 22 Nov 2026 09:01:30 GMT").serverAhead())
                .hasValue(Duration.ofSeconds(90));
        assertThat(with("Date", "yesterday").serverAhead()).isEmpty();
    }

    @Test
    void a_time_to_wait_that_lies_in_the_past_is_no_time() {
        assertThat(with("Retry-After", "Sun, 22 Nov 2026 08:00:00 GMT").retryAfter())
                .hasValue(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "99999999999999999999", "1.5"})
    void a_time_to_wait_that_makes_no_sense_is_left_out(String header) {
        assertThat(with("Retry-After", header).retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.8, 0.8", "1.75, 1.75", "1, 1", "much, 0", "NaN, 0", "'', 0"})
    void the_used_part_of_the_quota_is_read_where_it_is_a_number(String header, double part) {
        assertThat(with("x-ms-throttle-limit-percentage", header).throttle()).isEqualTo(part);
    }
}
