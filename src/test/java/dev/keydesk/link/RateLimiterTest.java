package dev.keydesk.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.stream.IntStream;

class RateLimiterTest {
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final RateLimiter limiter = new RateLimiter(20, 2, () -> now);

    private long allowed(String who, int tries) {
        return IntStream.range(0, tries).filter(_ -> !limiter.isTooMuch(who)).count();
    }

    @Test
    void so_many_at_once_and_then_so_many_a_second() {
        assertThat(allowed("alice", 50)).isEqualTo(20);
        assertThat(allowed("bob", 50)).isEqualTo(20);
        now = now.plusSeconds(3);
        assertThat(allowed("alice", 50)).isEqualTo(6);
        now = now.plusSeconds(3600);
        assertThat(allowed("alice", 50)).isEqualTo(20);
    }

    @Test
    void a_clock_that_is_set_back_gives_nothing_and_takes_nothing() {
        assertThat(allowed("alice", 10)).isEqualTo(10);
        now = now.minusSeconds(3600);
        assertThat(allowed("alice", 50)).isEqualTo(10);
        now = now.plusSeconds(1);
        assertThat(allowed("alice", 50)).isEqualTo(2);
    }

    @Test
    void a_million_strangers_take_no_more_memory_than_ten_thousand() {
        assertThat(allowed("alice", 20)).isEqualTo(20);
        for (int stranger = 0; stranger < 1_000_000; stranger++) {
            limiter.isTooMuch("stranger" + stranger);
            if (stranger % 1000 == 0) {
                assertThat(limiter.isTooMuch("alice")).as("still remembered").isTrue();
            }
        }
        assertThat(limiter.remembered()).isEqualTo(10_000);
    }
}
