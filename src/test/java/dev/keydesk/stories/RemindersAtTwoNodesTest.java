package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.Postgres;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Two desks share one database, and nobody is reminded by both. */
class RemindersAtTwoNodesTest extends ReminderStory {
    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules -> rules + reminders(),
                UnaryOperator.identity(),
                Postgres.freshDatabase()::into);
    }

    @Test
    void each_step_is_told_once_and_a_click_at_either_node_counts() {
        ends("nightly export", 31);
        try (var second = world().secondNode()) {
            for (int day = 0; day < 3; day++) {
                daysPass(1);
                second.bot().platform().periodicTasks().runOnce();
                ((SteppedScheduler) second.bot().platform().jobs().jobScheduler()).runDue();
            }
        }
        assertThat(told()).singleElement().asString().contains("expires in 30 days");
        alice().sees("nightly export").takes("nightly export", "Snooze until the next step");
        world().timePasses(Duration.ofMinutes(1));
        assertThat(alice().sees("nightly export").says()).contains("Snoozed by @alice");
    }
}
