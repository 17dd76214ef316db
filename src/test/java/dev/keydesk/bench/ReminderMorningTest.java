package dev.keydesk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.bench.ReminderMorning.Figures;
import dev.keydesk.store.Sqlite;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A small one of the mornings of {@link RemindersBench}: more owners than Slack tells a minute. */
class ReminderMorningTest {
    private static final int OWNED = 120;
    private static final int TAGGED = 20;

    @TempDir private Path folder;

    @Test
    void fixed_routes_do_not_wait_and_each_owner_is_looked_up_once_also_with_a_restart_between() {
        Sqlite.freshFile(folder.resolve("keydesk.db"));
        try (var morning = new ReminderMorning(folder, OWNED, TAGGED, UnaryOperator.identity())) {
            morning.passes(1);
            var first = morning.figures();
            morning.world().restart();
            morning.passes(59);
            assertThat(first.fixedTold()).isEqualTo(TAGGED);
            assertThat(first.fixedAfter()).isLessThanOrEqualTo(Duration.ofMinutes(1));
            assertThat(first.told()).isBetween(1, OWNED - 1);
            assertAllTold(morning.figures());
        }
    }

    private static void assertAllTold(Figures figures) {
        assertThat(figures.told()).isEqualTo(OWNED);
        assertThat(figures.after()).isLessThanOrEqualTo(Duration.ofMinutes(4));
        assertThat(figures.twice()).isEmpty();
        assertThat(figures.askedTwice()).isEmpty();
        assertThat(figures.lookUps()).isEqualTo(OWNED);
        assertThat(figures.refused()).isZero();
    }
}
