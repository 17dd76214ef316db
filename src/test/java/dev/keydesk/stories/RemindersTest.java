package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.entra.Secret;

import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Teams are told that a key ends, step by step, and what they do about it. */
class RemindersTest extends ReminderStory {
    @Test
    void seventy_days_pass_and_each_step_is_told_once_on_its_day() {
        ends("nightly export", 65);
        daysPass(70);

        assertThat(told())
                .satisfiesExactly(
                        said("expires in 60 days, on 6 May 2026"),
                        said("expires in 30 days"),
                        said("expires in 14 days"),
                        said("expires in 7 days"),
                        said("expires in 3 days"),
                        said("expires tomorrow"),
                        said("expires today"),
                        said("has expired, on 6 May 2026"));
        assertThat(times().getFirst()).isEqualTo(Instant.parse("2026-03-07T09:00:00Z"));
        assertThat(times().getLast()).isEqualTo(Instant.parse("2026-05-07T09:00:00Z"));
        assertThat(audited("reminded")).hasSize(9);
    }

    private static ThrowingConsumer<String> said(String words) {
        return text -> assertThat(text).contains("billing", "nightly export", words);
    }

    @Test
    void one_message_a_day_tells_all_most_urgent_first_and_to_those_who_only_listen() {
        ends("far", 13);
        ends("near", 2);
        entra().tenant()
                .existingSecret(
                        billing().id(),
                        "for ever",
                        now().minus(Duration.ofDays(300)),
                        Instant.parse("2299-12-31T00:00:00Z"));
        daysPass(1);

        assertThat(told()).hasSize(1);
        var message = alice().sees("A credential is urgent");
        assertThat(message.says())
                .containsSubsequence(
                        "near",
                        "expires tomorrow",
                        "far",
                        "expires in 12 days",
                        "Credentials that never expire",
                        "for ever",
                        "never expires")
                .contains("Nobody looks after this app: its only owner is a program, Keydesk");
        assertThat(message.spoken())
                .containsSubsequence(
                        "near",
                        "expires tomorrow",
                        "far",
                        "expires in 12 days",
                        "Credentials that never expire:",
                        "for ever",
                        "never expires");
        assertThat(message.menu("near"))
                .containsExactly("Renew", "Snooze until the next step", "Not ours", "Remove…");
        assertThat(message.menu("for ever")).containsExactly("Renew", "Not ours", "Remove…");
        daysPass(1);
        assertThat(told()).hasSize(2);
        assertThat(told().getLast()).contains("near").doesNotContain("for ever", "far");
    }

    @Test
    void a_restart_and_weeks_of_down_time_nag_nobody_twice() {
        ends("nightly export", 35);
        daysPass(5);
        assertThat(told()).hasSize(2);
        world().restart();
        world().timePasses(Duration.ofHours(2));
        assertThat(told()).hasSize(2);

        world().whileDown(() -> world().clock().pass(Duration.ofDays(29)));
        scan();
        world().timePasses(Duration.ofHours(4));
        assertThat(told()).hasSize(3);
        assertThat(told().getLast()).contains("expires tomorrow");
        daysPass(4);
        assertThat(told()).hasSize(4);
        assertThat(told().getLast()).contains("has expired");
    }

    @Test
    void a_key_that_a_newer_one_has_replaced_calls_nobody_and_asks_to_be_removed() {
        ends("old", 7);
        entra().tenant()
                .existingSecret(billing().id(), "new", now(), now().plus(Duration.ofDays(300)));
        daysPass(1);

        assertThat(alice().sees("A credential needs attention").says())
                .contains("“old”", "was replaced on", "remove it?")
                .doesNotContain("For ");
    }

    @Test
    void a_line_that_stands_reads_differently_once_a_newer_key_is_made_by_hand_and_when_it_goes() {
        ends("old", 7);
        daysPass(1);
        assertThat(alice().sees("A credential is urgent").says()).contains("expires in 6 days");
        var newer =
                entra().tenant()
                        .existingSecret(
                                billing().id(), "new", now(), now().plus(Duration.ofDays(300)));
        scanLater();

        var message = alice().sees("A credential needs attention");
        assertThat(message.says()).contains("“old”", "was replaced on", "remove it?");
        assertThat(message.spoken()).contains("was replaced on").doesNotContain("For ");
        assertThat(message.menu("“old”").getFirst()).isEqualTo("Remove…");
        message.takes("“old”", "Snooze until the next step");
        entra().tenant().removeByHand(billing().id(), newer.keyId());
        scanLater();

        assertThat(alice().sees("A credential is urgent").says())
                .contains("“old”", "expires in 6 days", "Snoozed by @alice")
                .doesNotContain("was replaced");
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_key_whose_newer_one_goes_in_the_last_days_is_told_anew_and_calls_its_people() {
        mayReadPeople();
        var dana = entra().tenant().user("Dana", "erin@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(dana.id()));
        ends("old", 9);
        var newer =
                entra().tenant()
                        .existingSecret(
                                billing().id(), "new", now(), now().plus(Duration.ofDays(300)));
        daysPass(2);
        assertThat(erin().sees("“old”").says()).contains("was replaced", "remove it?");
        assertThat(told()).isEmpty();
        daysPass(2);
        entra().tenant().removeByHand(billing().id(), newer.keyId());
        scanLater();
        assertThat(erin().sees("“old”").says()).contains("expires in 5 days");
        daysPass(1);

        assertThat(told())
                .singleElement()
                .asString()
                .contains(
                        "A credential is urgent. For " + erin().id().mention(),
                        "expires in 4 days");
        daysPass(1);
        assertThat(told()).hasSize(2);
        assertThat(told().getLast()).contains("expires in 3 days");
    }

    @Test
    void a_newer_key_whose_end_is_moved_before_the_old_ones_takes_nobodys_place_any_more() {
        ends("old", 20);
        var newer =
                entra().tenant()
                        .existingSecret(
                                billing().id(), "new", now(), now().plus(Duration.ofDays(300)));
        daysPass(6);
        assertThat(alice().sees("“old”").says()).contains("was replaced");
        entra().tenant().moveEnd(billing().id(), newer.keyId(), now().plus(Duration.ofDays(2)));
        scanLater();

        assertThat(alice().sees("“old”").says())
                .contains("expires in 14 days")
                .doesNotContain("was replaced");
    }

    @Test
    void messages_that_slack_has_deleted_meanwhile_are_not_posted_once_more() {
        var key = ends("nightly export", 31);
        daysPass(32);
        int before = told().size();
        slack().faults()
                .next(
                        "chat.update",
                        20,
                        new Fault.Refuse(
                                200, Map.of(), "{\"ok\":false,\"error\":\"message_not_found\"}"));
        refusalsAreFine();
        entra().tenant().removeByHand(billing().id(), key.keyId());
        scanLater();

        assertThat(before).isGreaterThan(5);
        assertThat(told()).hasSize(before);
    }

    @Test
    void a_line_closes_itself_when_its_key_is_gone() {
        var gone = ends("gone by hand", 3);
        ends("stays", 3);
        daysPass(1);
        entra().tenant().removeByHand(billing().id(), gone.keyId());
        scanLater();

        var message = alice().sees("gone by hand");
        assertThat(message.says())
                .contains("A credential is urgent")
                .contains("Nothing left to do: it is no longer in Entra.");
        assertThat(message.spoken()).contains("nothing left to do, it is no longer in Entra");
        assertThat(message.menu("“stays”")).isNotEmpty();
        assertThat(message.menu("gone by hand")).isEmpty();
        assertThat(told()).hasSize(1);
        daysPass(1);
        assertThat(told().getLast()).contains("stays").doesNotContain("gone by hand");
    }

    @Test
    void a_line_says_when_its_end_has_changed_and_the_key_is_told_anew_by_the_new_one() {
        var nearer = ends("nearer", 31);
        daysPass(1);
        moveEnd(nearer, 2);
        scanLater();

        var message = alice().sees("nearer");
        assertThat(message.says())
                .contains("Its expiry date has changed to 5 Mar 2026", "The next reminder")
                .doesNotContain("Nothing left to do");
        assertThat(message.spoken())
                .contains("“nearer”", "Its expiry date has changed to 5 Mar 2026.")
                .doesNotContain("<!date");
        assertThat(message.menu("nearer")).isEmpty();
        daysPass(1);
        assertThat(told()).hasSize(2);
        assertThat(told().getLast()).contains("nearer", "expires tomorrow, on 5 Mar 2026");
    }

    @Test
    void a_key_whose_end_moved_away_is_quiet_until_the_steps_of_its_new_end() {
        var farther = ends("farther", 4);
        daysPass(1);
        moveEnd(farther, 62);
        scanLater();

        assertThat(alice().sees("farther").says())
                .contains("Its expiry date has changed to 4 May 2026");
        daysPass(1);
        assertThat(told()).hasSize(1);
        daysPass(1);
        assertThat(told()).hasSize(2);
        assertThat(told().getLast()).contains("farther", "expires in 60 days, on 4 May 2026");
    }

    private void moveEnd(Secret key, int days) {
        entra().tenant()
                .moveEnd(
                        billing().id(),
                        key.keyId(),
                        now().plus(Duration.ofDays(days)).plus(Duration.ofHours(3)));
    }

    @Test
    void snoozing_shows_who_and_until_when_and_the_next_step_tells_again() {
        ends("nightly export", 31);
        daysPass(1);
        alice().sees("nightly export").takes("nightly export", "Snooze until the next step");

        assertThat(erin().sees("nightly export").says())
                .contains("Snoozed by @alice until 19 Mar 2026");
        assertThat(audited("reminder-snoozed")).hasSize(1);
        daysPass(15);
        assertThat(told()).hasSize(1);
        daysPass(1);
        assertThat(told()).hasSize(2);
        assertThat(told().getLast()).contains("expires in 14 days").doesNotContain("Snoozed");
    }

    @Test
    void two_people_snooze_at_once_and_the_second_hears_of_the_first() {
        ends("nightly export", 31);
        daysPass(1);
        var atAlices = alice().sees("nightly export");
        var atErins = erin().sees("nightly export");
        atAlices.tapped("nightly export", "Snooze until the next step");
        atErins.tapped("nightly export", "Snooze until the next step");
        world().settle();

        assertThat(erin().seesPrivately("has already snoozed it").says()).contains("@alice");
        assertThat(audited("reminder-snoozed")).hasSize(1);
    }

    @Test
    void not_ours_sends_what_is_open_and_what_is_to_come_to_the_right_channel() {
        ends("nightly export", 31);
        var theirs = slack().workspace().channel("team-billing", false);
        slack().workspace().join(theirs, erin().id());
        slack().workspace().inviteBot(theirs);
        daysPass(1);
        alice().sees("nightly export").takes("nightly export", "Not ours");
        alice().openForm().choose("right_channel", theirs.value()).submit();

        assertThat(told()).singleElement().asString().contains("moved to <#" + theirs.value());
        assertThat(told(erin().id(), theirs))
                .singleElement()
                .asString()
                .contains("moved this here", "nightly export", "expires in 30 days");
        daysPass(16);
        assertThat(told()).hasSize(1);
        assertThat(told(erin().id(), theirs)).hasSize(2);
        assertThat(told(erin().id(), theirs).getLast())
                .contains("expires in 14 days")
                .doesNotContain("Nobody");
    }

    @Test
    void of_an_app_that_the_desk_does_not_serve_nothing_is_offered_that_it_would_refuse() {
        ends(entra().tenant().app("tier0-vault", app -> app.ownedBy(desk())), "export", 7);
        daysPass(1);

        var message = alice().sees("tier0-vault");
        assertThat(message.menu("tier0-vault"))
                .containsExactly("Snooze until the next step", "Not ours");
        assertThat(message.says())
                .contains("It is renewed and removed in the Azure portal; the desk does not serve");
        assertThat(message.spoken()).contains("in the Azure portal");
    }

    @Test
    void a_message_of_which_nothing_is_left_to_do_is_quiet() {
        var key = ends("nightly export", 3);
        daysPass(1);
        assertThat(alice().sees("nightly export").says()).contains("A credential is urgent");
        entra().tenant().removeByHand(billing().id(), key.keyId());
        scanLater();

        assertThat(alice().sees("nightly export").spoken())
                .startsWith("Nothing more to do here.")
                .doesNotContain("urgent");
    }

    @Test
    void not_ours_brings_no_key_along_that_ended_long_ago_and_says_which_have_ended() {
        ends("long gone", 2);
        daysPass(60);
        ends("ended today", 1);
        ends("nightly export", 31);
        daysPass(1);
        var theirs = slack().workspace().channel("team-billing", false);
        slack().workspace().join(theirs, erin().id());
        slack().workspace().inviteBot(theirs);
        world().timePasses(Duration.ofHours(20));
        alice().sees("nightly export").takes("nightly export", "Not ours");
        alice().openForm().choose("right_channel", theirs.value()).submit();

        assertThat(told(erin().id(), theirs))
                .singleElement()
                .asString()
                .contains("“ended today”", "has expired", "“nightly export”")
                .doesNotContain("long gone");
        assertThat(told().getFirst()).startsWith("Nothing more to do here.");
    }

    @Test
    void renew_opens_the_form_filled_in_from_the_old_key() {
        ends("nightly export · KD-7F3K2-1", 7);
        daysPass(1);
        alice().sees("nightly export").takes("nightly export", "Renew");

        var form = alice().openForm();
        assertThat(form.says()).contains("billing");
        form.lifetime(90).reason("The old one ends.").submit();
        assertThat(theRequest().details().description()).isEqualTo("nightly export");
        assertThat(theRequest().details().app().name()).isEqualTo("billing");
    }

    @Test
    void two_people_renew_at_once_and_each_gets_a_form() {
        ends("nightly export", 7);
        daysPass(1);
        alice().sees("nightly export").takes("nightly export", "Renew");
        erin().sees("nightly export").takes("nightly export", "Renew");

        assertThat(alice().hasFormOpen()).isTrue();
        assertThat(erin().hasFormOpen()).isTrue();
        assertThat(told()).hasSize(1);
    }

    @Test
    void who_may_not_ask_or_is_a_guest_is_told_so() {
        ends("nightly export", 7);
        daysPass(1);
        bob().sees("nightly export").takes("nightly export", "Renew");
        assertTold(bob(), "You are not among the people who may ask");

        var gina = world().as(world().company().gina());
        gina.sees("nightly export").takes("nightly export", "Snooze until the next step");
        assertTold(gina, "Only full members of this organisation");
        assertThat(audited("reminder-snoozed")).isEmpty();
    }
}
