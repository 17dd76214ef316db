package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.Surroundings;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.cli.Console;
import dev.keydesk.cli.Keydesk;
import dev.keydesk.entra.EntraTimeouts;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Random;

/** The operator looks beforehand what the desk will say; nothing is sent and nothing stored. */
class RemindersDryRunTest extends ReminderStory {
    @Override
    String reminders() {
        return super.reminders()
                + """
                  exemptions:
                    - app: "legacy"
                      owner: %s
                      until: 2026-12-31
                """
                        .formatted(TWIN.alice().value());
    }

    @Test
    void it_prints_where_each_key_of_a_day_goes_and_why_and_the_day_then_does_just_that() {
        var key = ends("nightly export", 31);
        ends(entra().tenant().app("legacy", app -> app.ownedBy(desk())), "old", 31);
        scan();
        var tomorrow = types("reminders", "--dry-run", "--on", "2026-03-03");

        assertThat(tomorrow)
                .contains("2026-03-03, 09:00 UTC: to the channel " + general().value())
                .contains("billing, key %s \"nightly export\"".formatted(key.keyId()))
                .contains("step \"30 days\"", "by the channel for all other apps")
                .contains("nobody looks after it: its only owner is a program")
                .contains("not told: legacy", "exempt until 2026-12-31")
                .contains("1 key; nothing was sent.");
        assertThat(told()).isEmpty();
        assertThat(types("reminders", "--dry-run", "--on", "2026-03-03")).isEqualTo(tomorrow);
        daysPass(1);
        assertThat(told()).singleElement().asString().contains("ends in 30 days");
        assertThat(types("reminders", "--dry-run")).contains("0 keys; nothing was sent.");
    }

    @Test
    void a_day_far_ahead_counts_the_days_before_it_as_told() {
        ends("nightly export", 31);
        scan();

        assertThat(types("reminders", "--dry-run", "--on", "2026-03-19"))
                .contains("step \"14 days\"");
        assertThat(types("reminders", "--dry-run", "--on", "2026-03-20"))
                .contains("0 keys; nothing was sent.");
        assertThat(types("reminders", "--dry-run", "--on", "2026-03-01")).contains("is over");
        assertThat(types("reminders")).contains("--dry-run");
    }

    private String types(String... line) {
        var out = new StringWriter();
        var console =
                new Console(world().environment(), new PrintWriter(out), new PrintWriter(out));
        var around =
                Surroundings.stepped(
                        world().clock(),
                        new Random(3),
                        ChatTimeouts.standard(),
                        EntraTimeouts.standard());
        Keydesk.commands(console, around).execute(line);
        return out.toString();
    }
}
