package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class HistoryTest {
    private final Instant nine = Instant.parse("2026-11-22T09:00:00Z");
    private final History<String> history = new History<>("one");

    @Test
    void it_tells_what_was_when() {
        history.put(nine, "two");
        history.put(nine.plusSeconds(10), "three");

        assertThat(history.asOf(nine.minusNanos(1))).isEqualTo("one");
        assertThat(history.asOf(nine)).isEqualTo("two");
        assertThat(history.asOf(nine.plusSeconds(9))).isEqualTo("two");
        assertThat(history.asOf(nine.plusSeconds(10))).isEqualTo("three");
        assertThat(history.latest()).isEqualTo("three");
    }

    @Test
    void of_two_changes_in_one_moment_the_later_counts() {
        history.put(nine, "two");
        history.put(nine, "three");

        assertThat(history.asOf(nine)).isEqualTo("three");
    }

    @Test
    void what_is_older_than_an_hour_is_forgotten_but_never_all() {
        history.put(nine, "two");
        history.put(nine.plusSeconds(3599), "three");
        assertThat(history.asOf(nine.minusSeconds(1))).isEqualTo("one");

        history.put(nine.plusSeconds(3600), "four");
        assertThat(history.asOf(nine.minusSeconds(1))).isEqualTo("two");
        history.put(nine.plusSeconds(36_000), "five");
        assertThat(history.asOf(nine)).isEqualTo("four");
        assertThat(history.asOf(nine.plusSeconds(36_000))).isEqualTo("five");
    }

    @Test
    void the_past_can_be_rewritten() {
        history.put(nine, "two");
        history.rewrite(text -> text + "!");

        assertThat(history.asOf(nine.minusSeconds(1))).isEqualTo("one!");
        assertThat(history.latest()).isEqualTo("two!");
    }
}
