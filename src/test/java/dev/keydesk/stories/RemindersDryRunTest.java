package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.RuntimeContext;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.cli.Console;
import dev.keydesk.cli.Keydesk;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.entra.Secret;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** The operator looks beforehand what the desk will say; nothing is sent and nothing stored. */
class RemindersDryRunTest extends RenewalStory {
    @Override
    String reminders() {
        return super.reminders()
                + """
                  workdays-only: on
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
                .contains("2026-03-03, 09:00 UTC on workdays: to the channel " + general().value())
                .contains(
                        "  | A credential needs attention.\n"
                                + "  | billing, client secret “nightly export” (")
                .contains(
                        ") expires in 30 days, on 2 Apr 2026. Nobody looks after it: its only"
                                + " owner")
                .contains("billing, credential %s \"nightly export\"".formatted(key.keyId()))
                .contains("step \"30 days\"", "by the channel for all other apps")
                .contains("nobody looks after it: its only owner is a program")
                .contains("not told: legacy", "exempt until 2026-12-31")
                .contains("1 credential; nothing was sent.");
        assertThat(told()).isEmpty();
        assertThat(types("reminders", "--dry-run", "--on", "2026-03-03")).isEqualTo(tomorrow);
        daysPass(1);
        assertThat(told()).singleElement().asString().contains("expires in 30 days");
        assertThat(types("reminders", "--dry-run"))
                .contains("2026-03-03: already sent at 2026-03-03T09:00:", general().value())
                .contains("billing, credential %s \"nightly export\"".formatted(key.keyId()))
                .contains(
                        "2026-03-03, 09:00 UTC on workdays: this time has passed; what is due now"
                                + " is sent later")
                .contains("0 credentials; nothing was sent.");
        alice().sees("nightly export").takes("nightly export", "Snooze until the next step");
        assertThat(types("reminders", "--dry-run")).contains("; snoozed until 2026-03-");
    }

    @Test
    void it_says_what_is_wrong_with_a_channel_and_where_the_message_goes_instead() {
        ends("nightly export", 31);
        scan();
        slack().workspace().kickBot(general());
        var tomorrow = types("reminders", "--dry-run", "--on", "2026-03-03");
        assertThat(tomorrow)
                .contains("to the channel " + general().value())
                .contains("needs attention: The desk is not a member of the channel #general.")
                .contains("Until then it goes to the channel " + operators().value());

        slack().workspace().inviteBot(general());
        slack().workspace().archive(general());
        slack().workspace().shareExternally(operators());
        assertThat(types("reminders", "--dry-run", "--on", "2026-03-03"))
                .contains("needs attention: The channel #general is archived.")
                .contains("No other channel accepts it either");
        slack().workspace().shareExternally(general());
        assertThat(types("reminders", "--dry-run", "--on", "2026-03-03"))
                .contains("needs attention: The channel #general is shared with another company");
    }

    @Test
    void the_keys_of_the_whole_tenant_that_never_expire_are_a_list_of_their_own() {
        assertThat(types("reminders", "--never-expiring"))
                .contains("\"the desk's own\"", "1 credential never expires, of 1 app.");
        var endless = neverExpires(billing(), "for ever");
        var legacy = entra().tenant().app("legacy", app -> app.ownedBy(desk()));
        neverExpires(legacy, "old\u001b[31m");
        neverExpires(legacy, "older");
        // Nobody may or need replace that one.
        neverExpires(legacy, "CWAP_AuthSecret");
        ends("nightly export", 31);
        scanLater();

        assertThat(types("reminders", "--never-expiring"))
                .contains(
                        "  billing, app %s, client secret %s \"for ever\", made on 2016-01-01; not told yet"
                                .formatted(billing().appId(), endless.keyId()))
                .contains("\"older\", made on 2016-01-01; not told yet; exempt until 2026-12-31")
                .contains("4 credentials never expire, of 3 apps.")
                .doesNotContain("nightly export", "\u001b");
        daysPass(1);
        assertThat(types("reminders", "--never-expiring"))
                .contains("\"for ever\", made on 2016-01-01; told at 2026-03-03T09:");
        assertThat(types("reminders", "--never-expiring", "--dry-run")).contains("Write either");
    }

    private Secret neverExpires(Application app, String name) {
        return entra().tenant()
                .existingSecret(
                        app.id(),
                        name,
                        Instant.parse("2016-01-01T00:00:00Z"),
                        Instant.parse("2299-12-31T00:00:00Z"));
    }

    @Test
    void it_says_who_is_mentioned_once_a_key_presses() {
        mayReadPeople();
        var dana = entra().tenant().user("Dana", "erin@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(dana.id()));
        ends("nightly export", 8);
        ends(world().company().payroll(), "nobody's", 8);
        scanLater();

        assertThat(types("reminders", "--dry-run", "--on", "2026-03-03"))
                .contains("  | 2 credentials are urgent. For %s.".formatted(erin().id().value()))
                .contains("urgent, by its owners in Entra; mentions " + erin().id().value())
                .contains("; mentions nobody");
    }

    @Test
    void it_says_that_a_key_is_superseded_or_on_its_way_out() {
        var old = ends("nightly export", 8);
        var newer = now().plus(Duration.ofHours(1));
        entra().tenant()
                .existingSecret(
                        billing().id(), "the newer one", newer, newer.plus(Duration.ofDays(400)));
        daysPass(1);
        aliceAsksToRemove("nightly export");

        assertThat(types("reminders", "--dry-run", "--on", "2026-03-09"))
                .contains("billing, credential " + old.keyId())
                .contains("; replaced since " + newer)
                .contains("; removal RM-")
                .contains(": it waits for the approvers")
                .doesNotContain("mentions");
    }

    @Test
    void it_says_which_request_has_renewed_a_key() {
        var old = handedOver(30);
        scan();

        assertThat(types("reminders", "--dry-run", "--on", "2026-03-18"))
                .contains("billing, credential " + old.keyId())
                .contains("; renewed by KD-");
    }

    @Test
    void a_day_far_ahead_counts_the_days_before_it_as_told() {
        ends("nightly export", 31);
        scan();

        assertThat(types("reminders", "--dry-run", "--on", "2026-03-19"))
                .contains("step \"14 days\"");
        assertThat(types("reminders", "--dry-run", "--on", "2026-03-20"))
                .contains("0 credentials; nothing was sent.");
        assertThat(types("reminders", "--dry-run", "--on", "2026-03-21"))
                .contains("2026-03-21, 09:00 UTC on workdays: not a workday, so nothing is sent");
        assertThat(types("reminders", "--dry-run", "--on", "2026-03-01")).contains("is past");
        assertThat(types("reminders")).contains("--dry-run");
    }

    private String types(String... line) {
        var out = new StringWriter();
        var console =
                new Console(world().environment(), new PrintWriter(out), new PrintWriter(out));
        var around =
                RuntimeContext.stepped(
                        world().clock(),
                        new Random(3),
                        ChatTimeouts.standard(),
                        EntraTimeouts.standard());
        Keydesk.commands(console, around).execute(line);
        return out.toString();
    }
}
