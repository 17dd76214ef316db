package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.entra.Application;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where reminders go, when in the day, and of which keys nobody hears. */
class RemindersRoutesTest extends ReminderStory {
    @Override
    String reminders() {
        return super.reminders()
                + """
                  hour: 9
                  time-zone: Europe/Berlin
                  routes:
                    - apps: ["payroll-*"]
                      channel: %s
                      remind-before: [7 days, expired]
                      hour: 6
                      time-zone: UTC
                      mention:
                        user-groups: [%s]
                    - tags: ["team:billing"]
                      channel: %s
                      mention:
                        users: [%s]
                    - owners: ["Dana@Example.com"]
                      channel: %s
                  exemptions:
                    - app: "legacy"
                      owner: %s
                      until: 2026-03-10
                """
                        .formatted(
                                TWIN.approvals().value(),
                                TWIN.approvers().value(),
                                TWIN.operators().value(),
                                TWIN.erin().value(),
                                TWIN.operators().value(),
                                TWIN.alice().value());
    }

    @Test
    void a_rule_comes_first_with_its_own_steps_and_hour_and_calls_its_group() {
        var payroll = world().company().payroll();
        entra().tenant().change(payroll.id(), app -> app.withTags("slack:" + general().value()));
        ends(payroll, "export", 31);
        daysPass(22);
        hoursPass(24 * 3);

        var told = told(bob().id(), world().company().approvals());
        assertThat(told).hasSize(1);
        assertThat(told.getFirst())
                .contains("expires in 7 days")
                .contains("<!subteam^" + world().company().approvers().value() + ">");
        assertThat(told()).isEmpty();

        var shownMessage = bob().sees("“export”");
        shownMessage.takes("“export”", "Not ours");
        assertTold(bob(), "keydesk.yml says where the reminders of payroll-api go");
    }

    @Test
    void a_rule_by_a_tag_leads_to_its_channel_and_calls_its_people_before_any_other_tag_counts() {
        entra().tenant()
                .change(
                        billing().id(),
                        app -> app.withTags("slack:" + general().value(), "team:billing"));
        ends("export", 8);
        var other = entra().tenant().app("crm", app -> app.ownedBy(desk()));
        entra().tenant().change(other.id(), app -> app.withTags("team:billing-tools"));
        ends(other, "crm export", 8);
        daysPass(2);

        assertThat(toOperators())
                .singleElement()
                .asString()
                .contains("“export”", "expires in 7 days", "For " + erin().id().mention())
                .doesNotContain("crm");
        assertThat(told()).singleElement().asString().contains("“crm export”");
    }

    @Test
    void what_a_tag_or_a_team_leads_to_a_channel_comes_at_the_hour_of_that_channel() {
        var approvals = world().company().approvals();
        var payroll = world().company().payroll();
        entra().tenant().change(billing().id(), app -> app.withTags("slack:" + approvals.value()));
        ends(payroll, "payroll export", 7);
        ends("export", 7);
        var moved = entra().tenant().app("crm", app -> app.ownedBy(desk()));
        ends(moved, "crm export", 14);
        daysPass(1);
        alice().sees("“crm export”").takes("“crm export”", "Not ours");
        alice().openForm().choose("right_channel", approvals.value()).submit();
        daysPass(7);

        var told = told(bob().id(), approvals);
        assertThat(told).hasSize(6);
        assertThat(told.getFirst()).contains("“payroll export”", "“export”", "expires in 6 days");
        assertThat(told.get(1)).contains("moved this here", "“crm export”");
        assertThat(told.get(4))
                .contains("“export” (", "expires today", "“crm export”", "in 7 days");
        assertThat(told.getLast()).contains("“payroll export”", "“export”", "has expired");
    }

    @Test
    void who_snoozes_a_line_where_the_hour_is_another_one_hears_of_the_next_step_all_the_same() {
        var approvals = world().company().approvals();
        ends("export", 4);
        daysPass(1);
        alice().sees("“export”").takes("“export”", "Snooze until the next step");
        alice().sees("“export”").takes("“export”", "Not ours");
        alice().openForm().choose("right_channel", approvals.value()).submit();
        bob().sees("“export”").takes("“export”", "Snooze until the next step");
        assertThat(bob().sees("“export”").says()).contains("until 5 Mar 2026, 06:00 UTC");
        hoursPass(24 * 3);

        assertThat(told(bob().id(), approvals))
                .extracting(text -> text.substring(0, text.indexOf(", on")))
                .anyMatch(text -> text.endsWith("expires tomorrow"))
                .anyMatch(text -> text.endsWith("expires today"));
    }

    @Test
    void a_rule_by_an_owner_leads_to_its_channel_however_the_address_is_written() {
        mayReadPeople();
        var dana = entra().tenant().user("Dana", "dana@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(dana.id()));
        ends("export", 15);
        daysPass(2);

        assertThat(toOperators()).singleElement().asString().contains("“export”", "in 14 days");
        assertThat(told()).isEmpty();
    }

    @Test
    void a_rule_by_an_owner_fits_nothing_as_long_as_the_desk_may_not_read_who_that_is() {
        var dana = entra().tenant().user("Dana", "dana@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(dana.id()));
        ends("export", 15);
        daysPass(2);

        assertThat(toOperators()).isEmpty();
        assertThat(told())
                .singleElement()
                .asString()
                .contains("Nobody looks after it: the desk may not read who its owners are.");
    }

    /** What a rule brings there, beside the word about the desk's own key. */
    private List<String> toOperators() {
        return told(carol().id(), operators()).stream()
                .filter(text -> !text.startsWith("The desk's own credential."))
                .toList();
    }

    @Test
    void a_tag_of_the_app_leads_to_its_channel() {
        var team = team("team-billing");
        entra().tenant().change(billing().id(), app -> app.withTags("x", team));
        ends("export", 31);
        daysPass(2);

        assertThat(told()).isEmpty();
        assertThat(erin().sees("“export”").says()).doesNotContain("Nobody looks after");
    }

    /** A channel with erin and the desk in it, as the tag of an app names it. */
    private String team(String name) {
        var channel = slack().workspace().channel(name, false);
        slack().workspace().join(channel, erin().id());
        slack().workspace().inviteBot(channel);
        return "slack:" + channel.value();
    }

    @Test
    void an_owner_hears_alone_while_there_is_time_and_is_called_in_public_when_it_presses() {
        mayReadPeople();
        var dana = entra().tenant().user("Dana", "erin@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(dana.id()));
        ends("export", 15);
        daysPass(2);

        assertThat(told()).isEmpty();
        assertThat(erin().sees("“export”").says()).contains("expires in 14 days", "Owners: @erin");
        alice().doesNotSee("“export”");
        daysPass(7);
        assertThat(told()).hasSize(1);
        assertThat(told().getFirst()).contains("expires in 7 days", "For " + erin().id().mention());
    }

    @Test
    void an_owner_who_is_not_in_slack_leaves_an_app_that_nobody_looks_after() {
        mayReadPeople();
        var gone = entra().tenant().user("Max Gone", "max@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(gone.id()));
        ends("export", 15);
        refusalsAreFine();
        daysPass(2);

        assertThat(alice().sees("“export”").says())
                .contains("Nobody looks after this app: its owner Max Gone is not in Slack.");
    }

    @Test
    void a_program_that_owns_an_app_is_nobody_to_talk_to() {
        mayReadPeople();
        var payroll = world().company().payroll();
        var builder = entra().tenant().servicePrincipal(payroll.id());
        entra().tenant()
                .change(billing().id(), app -> app.withoutOwner(desk()).ownedBy(builder.id()));
        ends("export", 15);
        daysPass(2);

        assertThat(alice().sees("“export”").says())
                .contains("Nobody looks after this app: its only owner is a program, payroll-api.");
        assertThat(told()).hasSize(1);
    }

    @Test
    void owners_the_desk_may_not_read_are_said_to_be_unreadable() {
        var dana = entra().tenant().user("Dana", "erin@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(dana.id()));
        ends("export", 15);
        daysPass(2);

        assertThat(alice().sees("“export”").says())
                .contains("Nobody looks after this app: the desk may not read who its owners are");
    }

    @Test
    void nine_in_berlin_is_nine_in_berlin_on_both_sides_of_the_night_clocks_change() {
        ends("export", 29);
        world().whileDown(() -> world().clock().pass(Duration.ofDays(24)));
        hoursPass(24 * 5);

        assertThat(times())
                .contains(
                        Instant.parse("2026-03-28T08:00:00Z"),
                        Instant.parse("2026-03-30T07:00:00Z"),
                        Instant.parse("2026-03-31T07:00:00Z"));
        assertThat(told().getLast()).contains("expires today");
    }

    @Test
    void a_key_that_ends_on_a_leap_day_is_told_on_it() {
        world().whileDown(() -> world().clock().pass(Duration.ofDays(727)));
        assertThat(now()).isEqualTo(Instant.parse("2028-02-27T09:00:00Z"));
        ends("export", 2);
        scan();
        hoursPass(72);

        assertThat(
                        told().stream()
                                .map(text ->
                                        text.replaceAll("(?s).*(expires|has) |: its only.*", "")))
                .containsExactly(
                        "tomorrow, on 29 Feb 2028. Nobody looks after it",
                        "today, on 29 Feb 2028. Nobody looks after it",
                        "expired, on 29 Feb 2028. Nobody looks after it");
    }

    @Test
    void an_exemption_is_silence_with_an_end() {
        Application legacy = entra().tenant().app("legacy", app -> app.ownedBy(desk()));
        ends(legacy, "old export", 30);
        hoursPass(24 * 8);
        assertThat(told()).isEmpty();
        hoursPass(24);

        assertThat(told()).singleElement().asString().contains("legacy");
    }

    private void hoursPass(int hours) {
        for (int hour = 0; hour < hours; hour++) {
            world().timePasses(Duration.ofMinutes(55));
            scan();
            world().timePasses(Duration.ofMinutes(5));
        }
    }
}
