package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.entra.EntraFault;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** When reminders come that could not come at their hour, or whose hour was changed. */
class RemindersOnTimeTest extends ReminderStory {
    @Override
    String reminders() {
        return super.reminders() + "  hour: 15\n";
    }

    @Test
    void another_hour_in_keydesk_yml_counts_from_the_start() {
        // The job has just been put off until noon.
        world().timePasses(Duration.ofMinutes(1));
        ends("nightly export", 7);
        world().whileDown(() -> rules(text -> text.replace("hour: 15", "hour: 9")));
        world().timePasses(Duration.ofMinutes(1));

        assertThat(told()).singleElement().asString().contains("nightly export");
        assertThat(times().getLast()).isBefore(Instant.parse("2026-03-02T09:03:00Z"));
    }

    @Test
    void another_time_zone_in_keydesk_yml_counts_from_the_start() {
        world().timePasses(Duration.ofMinutes(1));
        ends("nightly export", 7);
        // Three in the afternoon in Tokyo is six in the morning here.
        world().whileDown(() -> rules(text -> text + "  time-zone: Asia/Tokyo\n"));
        world().timePasses(Duration.ofMinutes(1));

        assertThat(told()).singleElement().asString().contains("nightly export");
    }

    @Test
    void the_first_reminders_of_a_new_desk_come_when_the_first_scan_ends() {
        ends("nightly export", 7);
        world().whileDown(() -> {
            freshDatabase();
            rules(text -> text.replace("hour: 15", "hour: 9"));
            entra().faults().next("listApplications", EntraFault.withoutBody(403));
        });
        assertThat(told()).isEmpty();
        world().timePasses(Duration.ofMinutes(2));
        world().bot().platform().periodicTasks().runOnce();
        world().settle();

        assertThat(told()).singleElement().asString().contains("nightly export");
        assertThat(times().getLast()).isBefore(Instant.parse("2026-03-02T09:03:00Z"));
    }

    @Test
    void after_a_long_downtime_reminders_come_when_the_first_scan_ends() {
        ends("nightly export", 11);
        scan();
        world().whileDown(() -> {
            world().clock().pass(Duration.ofDays(4).plusHours(7));
            entra().faults().next("listApplications", EntraFault.withoutBody(403));
        });
        assertThat(told()).isEmpty();
        world().timePasses(Duration.ofMinutes(2));
        world().bot().platform().periodicTasks().runOnce();
        world().settle();

        assertThat(told()).singleElement().asString().contains("nightly export");
        assertThat(times().getLast()).isBefore(Instant.parse("2026-03-06T16:03:00Z"));
    }

    private void freshDatabase() {
        try {
            for (var name : new String[] {"keydesk.db", "keydesk.db-wal", "keydesk.db-shm"}) {
                Files.deleteIfExists(world().folder().resolve(name));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void rules(UnaryOperator<String> change) {
        try {
            var file = world().folder().resolve("keydesk.yml");
            Files.writeString(file, change.apply(Files.readString(file)));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
