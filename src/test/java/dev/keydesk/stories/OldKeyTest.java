package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalRequest;
import dev.keydesk.removal.RemovalRequestOutcome;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** A new key was handed over, and the team says what becomes of the old one. */
class OldKeyTest extends RenewalStory {
    @Override
    String reminders() {
        return aliceIsTheTeamOfBilling(super.reminders());
    }

    @Test
    void sixty_days_from_the_reminder_to_the_new_key_to_the_end_of_the_old_one_and_then_silence() {
        var old = handedOver(61);
        assertThat(keysOfBilling()).as("two generations").hasSize(2).contains(old.keyId());
        assertThat(erin().sees("was replaced").says())
                .contains("was replaced on", "which @alice has", "remove it?");

        daysPass(30);
        assertThat(told().getLast()).contains("expires on 2 May 2026: remove it?");
        assertThat(erin().sees("was replaced").menu("was replaced"))
                .contains("Remove…")
                .doesNotContain("Renew");
        var form = alice().sees(CARD).pressForForm("Remove on a date");
        assertThat(form.says()).contains("billing", "“nightly export”", "fails at once");
        var day = LocalDate.parse("2026-04-12");
        form.choose("day", day.toString()).submit();
        assertThat(teamCard().says())
                .contains("The secret will be removed on 12 Apr 2026", "as @alice decided");
        assertThat(teamCard().buttons())
                .containsExactly("Remove now", "Another date", "Cancel removal");

        daysPass(9);
        assertThat(keysOfBilling()).as("not before its day").contains(old.keyId());
        daysPass(2);
        aFewMinutesPass();

        assertThat(keysOfBilling()).hasSize(1).doesNotContain(old.keyId());
        assertThat(removalsAsked()).hasSize(1);
        assertThat(teamCard().says())
                .contains("is gone: it was removed from Entra", "as @alice decided");
        assertThat(teamCard().buttons()).isEmpty();
        assertThat(erin().sees("Nothing left to do").menu("Nothing left to do")).isEmpty();
        int before = told().size();
        daysPass(25);
        assertThat(told().subList(before, told().size()))
                .as("only the new secret is spoken of")
                .noneMatch(text -> text.contains("“nightly export” ("));
    }

    @Test
    void remove_now_names_what_goes_and_what_breaks_and_reads_back() {
        var old = handedOver(14);
        assertThat(teamCard().says())
                .contains(
                        "A new client secret for billing was handed over to @alice",
                        "“nightly export” (",
                        "which expires on 16 Mar 2026",
                        "The owners of the app registration, its team and the approvers can decide"
                                + " this. @alice can keep the secret or ask for its removal.");
        assertThat(teamCard().spoken()).contains("handed over to @alice", "Remove the old one");
        assertThat(teamCard().message().blocks().toString())
                .contains("Remove the old secret now?", "billing: nightly export", "fails at once");
        alice().sees(CARD).press("Remove now");
        aFewMinutesPass();

        assertThat(keysOfBilling()).hasSize(1).doesNotContain(old.keyId());
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
        assertThat(teamCard().says()).contains("is gone", "as @alice decided");
        assertThat(world().bot().platform().audit().of(theRequest().ticket().text()))
                .extracting(event -> event.kind())
                .endsWith("old-secret-open", "old-secret-gone");
    }

    @Test
    void who_may_not_is_told_who_may_and_an_approver_and_an_owner_may() {
        handedOver(14);
        erin().sees(CARD).press("Remove now");
        assertTold(erin(), "Only @alice, who has the new secret");
        assertThat(keysOfBilling()).hasSize(2);

        mayReadPeople();
        var person = entra().tenant().user("Erin", "erin@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(person.id()));
        world().timePasses(Duration.ofHours(2));
        erin().sees(CARD).press("Keep");
        assertThat(teamCard().says()).contains("@erin keeps the old one");
        bob().sees(CARD).press("Remove now");
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1);
        assertThat(teamCard().says()).contains("as @bob decided");
    }

    @Test
    void a_key_that_is_kept_is_quiet_until_it_ends_by_itself() {
        var old = handedOver(31);
        alice().sees(CARD).press("Keep");
        assertThat(teamCard().says()).contains("@alice keeps the old one");
        assertThat(teamCard().buttons()).containsExactly("Remove now", "Remove on a date");
        assertThat(erin().sees("keeps it until then").says()).contains("@alice keeps it");
        assertThat(erin().sees("keeps it until then").menu("nightly export"))
                .containsExactly("Not ours");
        int before = told().size();
        daysPass(35);

        assertThat(told().subList(before, told().size()))
                .noneMatch(text -> text.contains("“nightly export” ("));
        assertThat(keysOfBilling()).contains(old.keyId());
        assertThat(teamCard().says()).contains("The secret expired on 2 Apr 2026");
        assertThat(teamCard().buttons()).isEmpty();
    }

    @Test
    void two_people_press_two_buttons_at_once_and_one_wins() {
        handedOver(14);
        var atAlices = alice().sees(CARD);
        var atBobs = bob().sees(CARD);
        atAlices.clicked("Keep");
        atBobs.clicked("Remove now");
        world().settle();
        assertTold(bob(), "@alice keeps the old one");
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(2);

        bob().sees(CARD).press("Remove now");
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1);
        assertThat(teamCard().says()).contains("as @bob decided");
    }

    @Test
    void one_removes_and_the_other_who_wants_to_keep_it_is_told() {
        handedOver(14);
        var atAlices = alice().sees(CARD);
        var atBobs = bob().sees(CARD);
        atAlices.clicked("Remove now");
        atBobs.clicked("Keep");
        world().settle();
        assertTold(bob(), "@alice has asked for its removal");
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1);
    }

    @Test
    void a_day_can_be_changed_and_called_off_and_must_be_a_good_one() {
        var old = handedOver(14);
        var form = alice().sees(CARD).pressForForm("Remove on a date");
        form.choose("day", "2026-03-03").submitted();
        assertThat(form.errors().get("day")).contains("after today");
        form.choose("day", "2026-03-17").submitted();
        assertThat(form.errors().get("day")).contains("expires on 16 Mar 2026; choose that day");
        form.choose("day", "2026-03-10").submit();

        bob().sees(CARD).pressForForm("Another date").choose("day", "2026-03-12").submit();
        assertThat(teamCard().says()).contains("The secret will be removed on 12 Mar 2026", "@bob");
        daysPass(8);
        assertThat(keysOfBilling()).contains(old.keyId());
        alice().sees(CARD).press("Cancel removal");
        assertThat(teamCard().buttons()).containsExactly("Remove now", "Remove on a date", "Keep");
        daysPass(3);
        assertThat(keysOfBilling()).contains(old.keyId());
    }

    @Test
    void nobody_says_that_the_new_one_arrived_and_the_card_comes_with_a_warning() {
        told("nightly export", 31);
        renewedByAlice();
        erin().doesNotSee(CARD);
        world().timePasses(Duration.ofDays(3));
        assertThat(teamCard().says()).contains("@alice has not said yet that the new one arrived");
        assertThat(teamCard().message().blocks().toString())
                .contains("Nobody has said that the new one arrived");

        alice().sees("is asked to check it").press("I have it");
        assertThat(teamCard().says()).doesNotContain("has not said yet");
        assertThat(teamCard().buttons()).contains("Remove now");
    }

    @Test
    void the_new_key_is_taken_back_and_the_planned_removal_of_the_old_one_with_it() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
        alice().sees("received").press("Remove this secret");
        aFewMinutesPass();

        assertThat(teamCard().says())
                .contains("The new secret was removed again", "“nightly export”", "stays");
        assertThat(teamCard().buttons()).isEmpty();
        daysPass(8);
        assertThat(keysOfBilling()).containsExactly(old.keyId());
        assertThat(erin().sees("A credential ").menu("nightly export")).contains("Renew");
        renews(erin()).submit();
        assertThat(requests()).hasSize(2).allMatch(it -> it.details().replaces().isPresent());
    }

    /** Entra refuses for over an hour, so that a person has to look at it. */
    private void entraRefusesToRemove(Runnable press) {
        entra().faults().next("removePassword", 500, new Fault.Refuse(400, Map.of(), "{}"));
        press.run();
        world().timePasses(Duration.ofHours(2));
        assertThat(theRequest()).isInstanceOf(SecretRequest.NeedsPerson.class);
        entra().faults().clear();
    }

    @Test
    void a_take_back_that_failed_is_confirmed_and_the_team_is_asked_about_the_old_key_again() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
        entraRefusesToRemove(() -> alice().sees("received").press("Remove this secret"));
        assertThat(teamCard().buttons()).isEmpty();
        alice().sees("is asked to check it").press("I have it");

        assertThat(theRemoval()).isInstanceOf(Removal.Proposed.class);
        assertThat(teamCard().says())
                .doesNotContain("removed again")
                .contains("Remove the old one");
        alice().sees(CARD).press("Remove now");
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1).doesNotContain(old.keyId());
        assertThat(teamCard().says()).contains("is gone", "as @alice decided");
    }

    @Test
    void
            a_key_said_not_to_have_arrived_is_confirmed_and_the_old_one_can_be_renewed_once_it_is_lost() {
        var old = told("nightly export", 31);
        renewedByAlice();
        world().timePasses(Duration.ofMinutes(1));
        entraRefusesToRemove(() -> alice().sees("Do you have it?").press("I did not get it"));
        erin().doesNotSee(CARD);
        alice().sees("is asked to check it").press("I have it");

        assertThat(teamCard().buttons()).containsExactly("Remove now", "Remove on a date", "Keep");
        newKeyGoesByHand(old);
        scanLater();
        assertThat(teamCard().says()).contains("The new secret is no longer in Entra");
        renews(erin()).submit();
        assertThat(requests()).hasSize(2).allMatch(it -> it.details().replaces().isPresent());
    }

    @Test
    void a_take_back_failed_while_somebody_else_asked_for_the_removal_of_the_old_key() {
        handedOver(31);
        entraRefusesToRemove(() -> alice().sees("received").press("Remove this secret"));
        erin().sees("A credential ").takes("nightly export", "Remove…");
        erin().openForm().submit();
        alice().sees("is asked to check it").press("I have it");
        assertThat(card().says()).contains("@erin asks for the removal of", "nightly export");
        card().pressForForm("Decline").fill("deny_reason", "Not yet.").submit();

        renews(erin()).submit();
        assertThat(requests()).hasSize(2).allMatch(it -> it.details().replaces().isPresent());
    }

    @Test
    void the_old_key_goes_by_hand_and_a_scan_notices() {
        var old = handedOver(31);
        var late = alice().sees(CARD);
        entra().tenant().removeByHand(billing().id(), old.keyId());
        world().timePasses(Duration.ofMinutes(3));
        late.press("Remove now");
        world().timePasses(Duration.ofMinutes(3));
        assertTold(alice(), "The secret is no longer in Entra, so there is nothing to remove.");
        scanLater();
        assertThat(teamCard().says()).contains("is gone: on", "no longer in Entra");
        assertThat(teamCard().buttons()).isEmpty();
    }

    @Test
    void the_channel_is_out_of_reach_and_the_card_goes_to_those_who_run_the_desk() {
        refusalsAreFine();
        told("nightly export", 31);
        slack().workspace().kickBot(general());
        renewedByAlice();
        alice().sees("Do you have it?").press("I have it");

        assertThat(carol().sees(CARD).says()).contains("This message was meant for #general");
        carol().sees(CARD).press("Remove now");
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1);
    }

    @Test
    void the_desk_is_down_over_the_day_and_a_new_one_finds_the_work() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
        world().whileDown(() -> world().clock().pass(Duration.ofDays(10)));
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1).doesNotContain(old.keyId());
        assertThat(teamCard().says()).contains("is gone");
    }

    @Test
    void the_new_key_is_removed_by_hand_and_the_planned_removal_of_the_old_one_is_called_off() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
        newKeyGoesByHand(old);
        scanLater();

        assertThat(teamCard().says())
                .contains("The new secret is no longer in Entra, so the old one", "stays");
        assertThat(teamCard().buttons()).isEmpty();
        assertThat(bob().sees(theRemoval().id().text()).says())
                .contains("It was cancelled. The new secret of", "is no longer in Entra");
        assertThat(world().bot().platform().audit().of(theRequest().ticket().text()))
                .extracting(event -> event.kind())
                .endsWith("old-secret-open", "new-secret-lost");
        daysPass(9);
        aFewMinutesPass();
        assertThat(keysOfBilling()).containsExactly(old.keyId());
    }

    @Test
    void the_new_key_is_revoked_and_the_planned_removal_of_the_old_one_is_called_off_at_once() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
        world().timePasses(Duration.ofMinutes(2));
        scan();
        revoked(newKey(old));
        aFewMinutesPass();

        assertThat(teamCard().says()).contains("The new secret is no longer in Entra");
        daysPass(9);
        aFewMinutesPass();
        assertThat(keysOfBilling()).containsExactly(old.keyId());
    }

    @Test
    void the_new_key_goes_by_hand_before_the_day_and_no_scan_sees_it_and_the_old_one_stays() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
        daysPass(6);
        newKeyGoesByHand(old);
        world().timePasses(Duration.ofDays(1));
        world().timePasses(Duration.ofMinutes(3));

        assertThat(keysOfBilling()).containsExactly(old.keyId());
        assertThat(theRemoval()).isInstanceOf(Removal.NeedsPerson.class);
        assertThat(alice().sees("so the old one was not removed").says())
                .contains("The secret is still there. The new secret is no longer there");
        scanLater();
        assertThat(teamCard().says()).contains("The new secret is no longer in Entra");
        alice().sees("so the old one was not removed").press("Keep the secret");
        assertThat(theRemoval()).isInstanceOf(Removal.Withdrawn.class);
        assertThat(keysOfBilling()).containsExactly(old.keyId());
    }

    @Test
    void whoever_has_looked_lets_the_old_key_go_although_the_new_one_is_gone() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
        daysPass(6);
        newKeyGoesByHand(old);
        world().timePasses(Duration.ofDays(1));
        world().timePasses(Duration.ofMinutes(3));
        alice().sees("so the old one was not removed").press("Try again");
        aFewMinutesPass();

        assertThat(keysOfBilling()).isEmpty();
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
    }

    @Test
    void whoever_asked_alone_does_not_let_the_old_key_go_once_the_new_one_is_gone() {
        var old = told("nightly export", 31);
        renews(erin()).submit();
        bob().sees("@erin asks for a client secret for billing").press("Approve");
        erin().sees("can pick it up").press("Pick up the secret");
        erin().sees("Do you have it?").press("I have it");
        teamCard().press("Remove now");
        newKeyGoesByHand(old);
        world().timePasses(Duration.ofMinutes(2));
        card().press("Approve removal");
        aFewMinutesPass();
        assertThat(theRemoval()).isInstanceOf(Removal.NeedsPerson.class);
        erin().sees("so the old one was not removed").press("Try again");
        aFewMinutesPass();

        assertTold(erin(), "has to decide");
        assertThat(keysOfBilling()).containsExactly(old.keyId());
        card().press("Try again");
        aFewMinutesPass();
        assertThat(keysOfBilling()).isEmpty();
    }

    @Test
    void who_tries_again_after_another_trouble_is_told_first_that_the_new_key_is_gone() {
        var old = handedOver(31);
        var error = "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"no\"}}";
        entra().faults()
                .next(
                        "removePassword",
                        new Fault.Refuse(403, Map.of("Content-Type", "application/json"), error));
        alice().sees(CARD).press("Remove now");
        aFewMinutesPass();
        assertThat(theRemoval()).isInstanceOf(Removal.NeedsPerson.class);
        newKeyGoesByHand(old);
        scanLater();
        world().timePasses(Duration.ofMinutes(3));

        alice().sees("The secret is still there").press("Try again");
        aFewMinutesPass();
        assertThat(keysOfBilling()).containsExactly(old.keyId());
        alice().sees("so the old one was not removed").press("Try again");
        aFewMinutesPass();
        assertThat(keysOfBilling()).isEmpty();
    }

    @Test
    void a_decision_that_somebody_else_has_overtaken_overrules_nothing() {
        var old = handedOver(31);
        var removals = world().bot().removals();
        var judged = removals.find(theRemoval().id()).orElseThrow();
        alice().sees(CARD).press("Keep");
        var key = judged.state().details().credential();
        var late =
                new RemovalRequest(
                        key,
                        erin().id(),
                        judged.state().details().cause(),
                        Optional.empty(),
                        Optional.of(judged));

        assertThat(removals.removeNow(late, "Erin may."))
                .isEqualTo(new RemovalRequestOutcome.Outdated());
        assertThat(removals.removeOn(late, LocalDate.parse("2026-03-10"), "Erin may."))
                .isEqualTo(new RemovalRequestOutcome.Outdated());
        assertThat(removals.ask(late, Optional.empty()))
                .isEqualTo(new RemovalRequestOutcome.Outdated());
        aFewMinutesPass();
        assertThat(keysOfBilling()).contains(old.keyId());
        assertThat(theRemoval()).isInstanceOf(Removal.Declined.class);
    }

    @Test
    void a_reminder_invites_no_removal_any_more_once_the_new_key_has_ended_before_the_old_one() {
        mayReadPeople();
        var owner = entra().tenant().user("Alice", "alice@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(owner.id()));
        ends("nightly export", 100);
        scanLater();
        alice().opensHome()
                .pressForForm("nightly export", "Renew")
                .lifetime(90)
                .reason("The old one ends.")
                .submit();
        bob().sees("asks for a client secret for billing").press("Approve");
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        daysPass(87);
        assertThat(alice().sees("A credential needs attention").says())
                .contains("was replaced on", "remove it?");
        daysPass(4);

        var line = alice().sees("A credential needs attention");
        assertThat(line.says())
                .contains("“nightly export”", "expires in 9 days")
                .doesNotContain("was replaced");
        assertThat(line.menu("nightly export").getFirst()).isEqualTo("Renew");
    }

    @Test
    void who_removes_the_old_key_after_the_new_one_is_told_and_nothing_goes() {
        var old = handedOver(31);
        newKeyGoesByHand(old);
        world().timePasses(Duration.ofMinutes(2));
        alice().sees(CARD).press("Remove now");
        world().timePasses(Duration.ofMinutes(3));

        assertTold(alice(), "The new secret is no longer there, so the old one was not removed.");
        aFewMinutesPass();
        assertThat(keysOfBilling()).containsExactly(old.keyId());
    }

    @Test
    void the_new_key_goes_while_entra_keeps_the_removal_waiting_and_the_old_one_stays() {
        var old = handedOver(31);
        world().timePasses(Duration.ofHours(1));
        entra().faults().next("removePassword", 500, new Fault.Refuse(503, Map.of(), ""));
        alice().sees(CARD).press("Remove now");
        world().timePasses(Duration.ofSeconds(20));
        assertThat(theRemoval()).isInstanceOf(Removal.BeingRemoved.class);
        newKeyGoesByHand(old);
        entra().faults().clear();
        world().timePasses(Duration.ofMinutes(30));

        assertThat(keysOfBilling()).containsExactly(old.keyId());
        assertThat(theRemoval()).isInstanceOf(Removal.NeedsPerson.class);
        assertThat(alice().sees("so the old one was not removed").says())
                .contains("The secret is still there. The new secret is no longer there");
    }

    @Test
    void the_old_key_is_kept_and_the_new_one_is_lost_and_the_team_is_reminded_again() {
        var old = handedOver(31);
        alice().sees(CARD).press("Keep");
        newKeyGoesByHand(old);
        scanLater();
        assertThat(teamCard().says()).contains("The new secret is no longer in Entra");
        int before = told().size();
        daysPass(29);

        assertThat(told().subList(before, told().size()))
                .anyMatch(
                        text -> text.contains("“nightly export” (") && text.contains("expires in"));
        assertThat(erin().sees("A credential ").menu("nightly export")).contains("Renew");
    }

    @Test
    void the_new_key_is_lost_and_somebody_renews_the_old_one_once_more() {
        var old = handedOver(31);
        newKeyGoesByHand(old);
        scanLater();
        assertThat(erin().sees("A credential ").says()).doesNotContain("was replaced");
        renews(erin()).submit();
        assertThat(requests()).hasSize(2).allMatch(it -> it.details().replaces().isPresent());

        bob().sees("@erin asks for a client secret for billing").press("Approve");
        erin().sees("can pick it up").press("Pick up the secret");
        erin().sees("Do you have it?").press("I have it");
        assertThat(erin().sees(CARD).buttons())
                .containsExactly("Remove now", "Remove on a date", "Keep");
        assertThat(keysOfBilling()).hasSize(2).contains(old.keyId());
        alice().sees(CARD).press("Remove now");
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1).doesNotContain(old.keyId());
    }

    @Test
    void a_requester_who_does_not_look_after_the_app_asks_the_approvers_and_may_keep_it() {
        var old = told("nightly export", 31);
        renews(erin()).submit();
        bob().sees("@erin asks for a client secret for billing").press("Approve");
        erin().sees("can pick it up").press("Pick up the secret");
        erin().sees("Do you have it?").press("I have it");
        teamCard().press("Remove now");
        aFewMinutesPass();

        assertThat(keysOfBilling()).as("nobody has decided yet").contains(old.keyId());
        assertThat(theRemoval()).isInstanceOf(Removal.Asked.class);
        assertThat(teamCard().says()).contains("It waits for the approvers");
        assertThat(card().says()).contains("@erin asks for the removal of", "nightly export");
        card().pressForForm("Decline").fill("deny_reason", "Still in use.").submit();
        assertThat(theRemoval()).isInstanceOf(Removal.Declined.class);
        assertThat(keysOfBilling()).contains(old.keyId());

        teamCard().press("Keep");
        assertThat(teamCard().says()).contains("@erin keeps the old one");
    }

    @Test
    void a_requester_asks_for_a_day_and_an_approver_lets_it_go_on_that_day() {
        var old = told("nightly export", 31);
        renews(erin()).submit();
        bob().sees("@erin asks for a client secret for billing").press("Approve");
        erin().sees("can pick it up").press("Pick up the secret");
        erin().sees("Do you have it?").press("I have it");
        teamCard().pressForForm("Remove on a date").choose("day", "2026-03-10").submit();

        assertThat(theRemoval()).isInstanceOf(Removal.Asked.class);
        card().press("Approve removal");
        assertThat(theRemoval()).isInstanceOf(Removal.Scheduled.class);
        daysPass(8);
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1).doesNotContain(old.keyId());
    }

    @Test
    void a_new_key_that_entra_does_not_show_everywhere_yet_is_not_taken_for_lost() {
        var old = handedOver(31);
        entra().setTiming(entra().timing().withReadLag(Duration.ofSeconds(40)));
        world().timePasses(Duration.ofSeconds(20));
        scan();
        assertThat(world().bot().credentials().find(billing().id(), newKey(old))).isEmpty();
        assertThat(teamCard().buttons()).containsExactly("Remove now", "Remove on a date", "Keep");
        scanLater();
        assertThat(teamCard().buttons()).containsExactly("Remove now", "Remove on a date", "Keep");
    }

    @Test
    void entra_does_not_answer_and_a_new_key_that_a_scan_misses_is_not_taken_for_lost() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
        newKeyGoesByHand(old);
        entra().faults().next("getApplication", new Fault.AsUsual());
        entra().faults().next("getApplication", new Fault.Refuse(403, Map.of(), "{}"));
        scanLater();
        assertThat(teamCard().says()).contains("The secret will be removed on 10 Mar 2026");
        scanLater();
        assertThat(teamCard().says()).contains("The new secret is no longer in Entra");
        assertThat(keysOfBilling()).containsExactly(old.keyId());
    }

    @Test
    void a_new_key_that_ends_before_the_old_one_does_not_take_its_place_any_longer() {
        mayReadPeople();
        var person = entra().tenant().user("Alice", "alice@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(person.id()));
        ends("nightly export", 100);
        world().timePasses(Duration.ofHours(2));
        scan();
        alice().opensHome()
                .pressForForm("nightly export", "Renew")
                .lifetime(90)
                .reason("The old one ends.")
                .submit();
        bob().sees("asks for a client secret for billing").press("Approve");
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        daysPass(91);
        assertThat(teamCard().says())
                .contains("The new secret has expired, so the old one", "stays");
        assertThat(erin().sees("A credential ").menu("nightly export")).contains("Renew");
    }

    @Test
    void what_was_called_off_is_planned_once_more_and_the_approvers_read_a_card_of_its_own() {
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
        var id = theRemoval().id().text();
        alice().sees(CARD).press("Cancel removal");
        assertThat(alice().sees(id + ", removal of").says()).contains("@alice cancelled it");

        world().timePasses(Duration.ofHours(1));
        bob().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-12").submit();
        assertThat(bob().sees(ASKS).says())
                .contains("@bob asks for", "The secret will be removed on 12 Mar");
        assertThat(bob().sees(id + " continues in a newer message").buttons()).isEmpty();
        assertThat(alice().sees("out of date; the newest one about " + id).says())
                .contains("went to @bob");
        daysPass(10);
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1).doesNotContain(old.keyId());
        assertThat(theRemoval().id().text()).isEqualTo(id);
    }

    @Test
    void what_was_asked_for_before_the_new_key_came_goes_on_and_the_team_reads_of_it() {
        var old = told("nightly export", 31);
        renews(alice()).submit();
        erin().sees("A credential ").takes("nightly export", "Remove…");
        erin().openForm().submit();
        bob().sees("asks for a client secret for billing").press("Approve");
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");

        assertThat(teamCard().says()).contains("It waits for the approvers");
        assertThat(teamCard().buttons()).containsExactly("Remove now");
        card().pressForForm("Decline").fill("deny_reason", "Not yet.").submit();
        assertThat(teamCard().buttons()).containsExactly("Remove now", "Remove on a date", "Keep");
        alice().sees(CARD).press("Remove now");
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1).doesNotContain(old.keyId());
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
    }

    @Test
    void an_old_key_that_was_kept_leaks_and_goes_at_once_and_the_approvers_are_called() {
        var old = handedOver(31);
        alice().sees(CARD).press("Keep");
        bob().runs("/new-client-secret revoke billing")
                .choose("revoke_which-" + billing().id(), old.keyId())
                .fill("revoke_words", "in a chat")
                .submit();
        aFewMinutesPass();
        assertThat(keysOfBilling()).hasSize(1).doesNotContain(old.keyId());
        assertThat(bob().sees("has leaked").says()).contains("The secret is gone");
        assertThat(teamCard().says()).contains("is gone: it was removed from Entra");
    }

    @Test
    void somebody_else_asks_for_the_removal_beside_a_reminder_and_it_is_the_same_removal() {
        handedOver(31);
        var proposed = theRemoval().id();
        erin().sees("was replaced").takes("was replaced", "Remove…");
        erin().openForm().submit();

        assertThat(theRemoval()).isInstanceOf(Removal.Asked.class);
        assertThat(theRemoval().id()).isEqualTo(proposed);
        assertThat(card().says()).contains("@erin asks for the removal of", "nightly export");
        assertThat(teamCard().says()).contains("It waits for the approvers");
        assertThat(teamCard().buttons()).containsExactly("Remove now");
    }

    @Test
    void a_decision_on_a_copy_of_the_approvers_card_is_not_taken() {
        told("nightly export", 31);
        slack().faults().next("chat.postMessage", 2, new Fault.CutAfter());
        aliceAsksToRemove("nightly export");
        var copy = card();
        world().timePasses(Duration.ofMinutes(1));
        copy.press("Approve removal");

        assertTold(bob(), "older copy of the card");
        assertThat(theRemoval()).isInstanceOf(Removal.Asked.class);
        card().press("Approve removal");
        assertThat(theRemoval()).isInstanceOf(Removal.BeingRemoved.class);
    }
}
