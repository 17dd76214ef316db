package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.ChannelId;
import dev.keydesk.sandbox.Fault;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reminders when something is in their way: nothing is told twice, and nothing is lost. */
class RemindersBadInputTest extends ReminderStory {
    private static final Fault BUSY =
            new Fault.Refuse(
                    429, Map.of("Retry-After", "3"), "{\"ok\":false,\"error\":\"ratelimited\"}");

    @Test
    void what_an_archived_channel_was_to_hear_is_told_where_somebody_can_mend_it() {
        var team = team();
        slack().workspace().inviteBot(team);
        slack().workspace().archive(team);
        ends("export", 15);
        daysPass(2);

        assertThat(alice().sees("“export”").says())
                .contains(
                        "This message was meant for #team-billing", "is archived", "Unarchive it");
        assertThat(told()).hasSize(1);
        assertThat(audited("reminder-diverted")).hasSize(1);

        slack().workspace().unarchive(team);
        daysPass(7);
        assertThat(told()).hasSize(1);
        assertThat(told(erin().id(), team)).hasSize(1);
    }

    @Test
    void a_channel_the_desk_is_not_in_is_said_where_it_is() {
        team();
        ends("export", 15);
        daysPass(2);

        assertThat(alice().sees("“export”").says())
                .contains("This message was meant for #team-billing", "Invite it there");
    }

    @Test
    void a_channel_another_company_reads_hears_nothing() {
        var team = team();
        slack().workspace().inviteBot(team);
        slack().workspace().shareExternally(team);
        ends("export", 15);
        daysPass(2);

        assertThat(told(erin().id(), team)).isEmpty();
        assertThat(alice().sees("“export”").says()).contains("shared with another company");
    }

    @Test
    void with_no_channel_left_it_waits_for_the_one_of_those_who_run_the_desk() {
        slack().workspace().archive(general());
        slack().workspace().archive(operators());
        ends("export", 15);
        daysPass(3);
        assertThat(told(carol().id(), operators())).noneMatch(text -> text.contains("export"));

        slack().workspace().unarchive(operators());
        scan();
        world().timePasses(Duration.ofMinutes(10));
        assertThat(told(carol().id(), operators()))
                .filteredOn(text -> text.contains("export"))
                .singleElement()
                .asString()
                .contains("This message was meant for <#" + general().value());
    }

    private ChannelId team() {
        var team = slack().workspace().channel("team-billing", false);
        slack().workspace().join(team, erin().id());
        entra().tenant().change(billing().id(), app -> app.withTags("slack:" + team.value()));
        return team;
    }

    @Test
    void three_hundred_keys_of_one_app_are_all_told_once_although_slack_is_busy_amid_them() {
        for (int number = 100; number < 400; number++) {
            ends("key " + number, 31);
        }
        slack().limits().postingBurst(7);
        world().timePasses(DAY.minusMinutes(10));
        scan();
        slack().faults().next("chat.postMessage", 9, BUSY);
        refusalsAreFine();
        world().timePasses(Duration.ofMinutes(20));

        assertThat(told()).hasSize(20);
        assertThat(told()).allSatisfy(text -> assertThat(text.length()).isLessThan(4000));
        assertThat(keysIn(told())).hasSize(300).doesNotHaveDuplicates();
        assertThat(keysShown()).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void a_hundred_channels_hear_each_of_their_own_once_although_slack_is_busy_amid_them() {
        var channels = new LinkedHashMap<String, ChannelId>();
        for (int number = 100; number < 200; number++) {
            var channel = slack().workspace().channel("team-" + number, false);
            slack().workspace().join(channel, erin().id());
            slack().workspace().inviteBot(channel);
            channels.put("key " + number, channel);
            var app =
                    entra().tenant()
                            .app(
                                    "app " + number,
                                    it -> it.ownedBy(desk()).withTags("slack:" + channel.value()));
            ends(app, "key " + number, 31);
        }
        world().timePasses(DAY.minusMinutes(10));
        scan();
        slack().faults().next("chat.postMessage", 40, new Fault.AsUsual());
        slack().faults().next("chat.postMessage", 30, BUSY);
        refusalsAreFine();
        world().timePasses(Duration.ofMinutes(20));

        channels.forEach((key, channel) ->
                assertThat(told(erin().id(), channel)).singleElement().asString().contains(key));
        assertThat(audited("reminded"))
                .filteredOn(event -> event.sentence().contains("is told about app 1"))
                .hasSize(100);
    }

    private static List<String> keysIn(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Pattern.compile("key [0-9]{3}").matcher(text).results())
                .map(MatchResult::group)
                .toList();
    }

    private List<String> keysShown() {
        var keys = new ArrayList<String>();
        for (int part = 1; part <= 20; part++) {
            keys.addAll(keysIn(List.of(alice().sees("(%d of 20)".formatted(part)).says())));
        }
        return keys;
    }

    @Test
    void every_line_of_a_long_message_can_be_snoozed_and_it_still_fits() {
        for (int number = 100; number < 115; number++) {
            ends("k".repeat(70) + number, 31);
        }
        daysPass(1);
        for (int line = 1; line <= 15; line++) {
            slack().click(
                            alice().id(),
                            alice().sees("credentials need attention").ref(),
                            "reminder-menu",
                            "snooze-key %s-2026-03-03-1.%d".formatted(general().value(), line));
            world().settle();
        }

        assertThat(audited("reminder-snoozed")).hasSize(15);
        assertThat(told())
                .singleElement()
                .satisfies(text -> assertThat(text).hasSizeLessThan(4000));
    }

    @Test
    void a_key_without_a_name_is_told_by_its_id_and_what_others_wrote_calls_nobody() {
        var nameless = ends("", 31);
        var wicked = entra().tenant().app("<!here> *bold*", app -> app.ownedBy(desk()));
        ends(wicked, "<!channel>", 31);
        daysPass(1);

        assertThat(told())
                .singleElement()
                .asString()
                .contains("without a name, ID " + nameless.keyId(), "&lt;!here&gt;")
                .doesNotContain("<!here>", "<!channel>");
    }

    @Test
    void an_app_that_is_deleted_between_scan_and_click_harms_nobody() {
        ends("export", 7);
        daysPass(1);
        entra().tenant().delete(billing().id());
        alice().sees("“export”").takes("“export”", "Snooze until the next step");
        alice().sees("“export”").takes("“export”", "Renew");
        alice().openForm().reason("The old one ends.").submit();
        scanLater();

        assertThat(alice().sees("billing · client secret").says())
                .contains("it is no longer in Entra");
        daysPass(7);
        assertThat(told()).hasSize(1);
    }

    @Test
    void an_old_screen_is_answered_with_what_has_happened_meanwhile() {
        var key = ends("export", 7);
        daysPass(1);
        var before = alice().sees("“export”");
        entra().tenant().removeByHand(billing().id(), key.keyId());
        scanLater();
        var line = "%s-2026-03-03-1.1".formatted(general().value());
        byHandOn(before.ref(), "snooze-key " + line);

        assertThat(audited("reminder-snoozed")).isEmpty();
    }

    private void byHandOn(dev.keydesk.sandbox.slack.MessageKey on, String value) {
        var payload =
                """
                {"type": "block_actions", "api_app_id": "%s", "team": {"id": "%s"},
                 "user": {"id": "%s", "team_id": "%s"}, "trigger_id": "1.2.3",
                 "container": {"type": "message", "message_ts": "%s", "channel_id": "%s"},
                 "channel": {"id": "%s"},
                 "actions": [{"type": "overflow", "action_id": "reminder-menu", "block_id": "b",
                              "selected_option": {"value": "%s"}}]}
                """
                        .formatted(
                                slack().workspace().appId(),
                                slack().workspace().teamId(),
                                alice().id().value(),
                                slack().workspace().teamId(),
                                on.ts(),
                                on.channel().value(),
                                on.channel().value(),
                                value);
        new ByHand(world(), alice())
                .send(
                        "payload="
                                + java.net.URLEncoder.encode(
                                        payload, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(alice().sees("There is nothing left to do").says())
                .contains("it is no longer in Entra");
    }
}
