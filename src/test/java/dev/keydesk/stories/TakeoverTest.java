package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.jobs.ThreadedScheduler;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.Leases;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a killed node had begun is done by another one within a minute: the sum of all that has to
 * pass first, and that sum as it is in a time that is made.
 */
@Timeout(120)
class TakeoverTest extends Story {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Fault AWAY = new Fault.Refuse(503, Map.of(), "");
    private static final int A_LOOK = 16;

    @Override
    protected World world(Path in) {
        return OnPostgres.world(in);
    }

    @Test
    void no_wait_and_no_sum_of_waits_is_longer_than_the_table_says() throws IOException {
        var job = ThreadedScheduler.TAKEN_OVER_WITHIN;
        // Whoever finds a turn taken comes when it is free, and is seen at the next poll.
        var withTurn = longer(job, Leases.LONGEST.plusSeconds(1));
        assertThat(job).isLessThan(A_MINUTE);
        assertThat(withTurn).isLessThan(A_MINUTE);
        assertThat(Files.readString(Path.of("docs/operations.md")))
                .contains("| %d seconds |".formatted(job.toSeconds()))
                .contains("| %d seconds |".formatted(withTurn.toSeconds()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Test
    void a_card_is_the_other_nodes_within_a_minute_whenever_that_one_looks_for_the_dead() {
        // The look for dead nodes may come at any moment of its sixteen seconds.
        aliceAsks();
        bob().sees("asks for a client secret for payroll-api");
        slack().faults().next("chat.update", 6, AWAY);
        bob().sees("asks for a client secret").press("Approve");
        assertThat(takenOver(1, () -> shows("Approved"))).isBetween(30L, 51L);
        slack().faults().next("chat.update", 6, AWAY);
        bob().sees("asks for a client secret").press("Cancel approval");
        assertThat(takenOver(A_LOOK - 1, () -> !shows("Cancel approval"))).isBetween(30L, 51L);
    }

    private boolean shows(String words) {
        return bob().sees("asks for a client secret").says().contains(words);
    }

    /**
     * Seconds from the death of a node, just after it took what it was to do, until that is done.
     */
    private long takenOver(int firstLook, BooleanSupplier done) {
        var engine = (SteppedScheduler) world().bot().platform().jobs().jobScheduler();
        diesAtWork();
        slack().faults().clear();
        long seconds = 0;
        while (!done.getAsBoolean() && seconds < 120) {
            world().clock().pass(Duration.ofSeconds(1));
            seconds++;
            if (seconds % A_LOOK == firstLook) {
                engine.takeOver();
            }
            engine.runDue();
        }
        return seconds;
    }

    private void diesAtWork() {
        var now = world().clock().instant();
        world().bot()
                .platform()
                .db()
                .writing(tx -> {
                    int jobs =
                            tx.sql()
                                    .createUpdate(
                                            """
                                            update scheduled_tasks
                                               set picked = true, picked_by = 'dead',
                                                   last_heartbeat = :now, execution_time = :now
                                             where execution_time <= :soon
                                            """)
                                    .bind("now", now)
                                    .bind("soon", now.plusSeconds(2))
                                    .execute();
                    assertThat(jobs).isPositive();
                    tx.sql()
                            .createUpdate("update lease set holder = 'dead', until = :until")
                            .bind("until", now.plus(Leases.LONGEST).toEpochMilli())
                            .execute();
                });
    }
}
