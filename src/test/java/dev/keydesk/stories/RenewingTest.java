package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.AuditEvent;

import org.junit.jupiter.api.Test;

/** Renew beside a reminder is a request that takes the place of the old key. */
class RenewingTest extends RenewalStory {
    @Test
    void the_form_the_card_and_the_audit_log_say_which_key_is_replaced() {
        var old = ends("nightly export", 7);
        daysPass(1);
        var form = renews(alice());
        assertThat(form.says())
                .contains("The new secret replaces “nightly export”", "The old one stays until");
        form.submit();

        assertThat(theRequest().details().replaces().orElseThrow().keyId()).isEqualTo(old.keyId());
        assertThat(alice().sees("Your request").says()).contains("It replaces “nightly export”");
        var card = bob().sees("asks for a client secret for billing");
        assertThat(card.says())
                .contains(
                        "It replaces “nightly export”",
                        "which expires on 9 Mar 2026, 12:00 UTC",
                        "approving this also lets the team remove the old one");
        assertThat(card.spoken()).contains("It replaces “nightly export”");
        card.press("Approve");
        alice().sees("can pick it up").press("Pick up the secret");

        assertThat(keysOfBilling()).hasSize(2).contains(old.keyId());
        var ticket = theRequest().ticket().text();
        assertThat(world().bot().platform().audit().of(ticket))
                .extracting(AuditEvent::sentence)
                .isNotEmpty()
                .allMatch(it -> it.endsWith("It replaces the secret " + old.keyId() + "."));
    }

    @Test
    void two_people_renew_at_once_and_there_is_one_request_and_the_second_hears_whose() {
        ends("nightly export", 7);
        daysPass(1);
        var hers = renews(alice());
        var theirs = renews(erin());
        hers.sent();
        theirs.sent();
        world().settle();

        assertThat(requests()).hasSize(1);
        assertThat(theRequest().details().requester()).isEqualTo(alice().id());
        assertThat(erin().openForm().says())
                .contains(
                        "@alice has already asked to renew “nightly export”",
                        theRequest().ticket().text(),
                        "No second request was made");
        assertThat(erin().openForm().says()).doesNotContain("The new secret replaces");

        erin().openForm().submit();
        assertThat(requests()).hasSize(2);
        assertThat(requests().getLast().details().requester()).isEqualTo(erin().id());
        assertThat(requests().getLast().details().replaces()).isEmpty();
        assertThat(requests().getLast().details().reason()).isEqualTo("The old one ends.");
    }

    @Test
    void who_presses_renew_while_somebody_renews_it_is_told_at_once() {
        ends("nightly export", 7);
        daysPass(1);
        renews(alice()).submit();
        erin().sees("A credential").takes("nightly export", "Renew");

        assertThat(erin().openForm().says())
                .contains("@alice has already asked to renew", "replaces nothing");
    }

    @Test
    void a_renewal_that_was_withdrawn_makes_room_for_the_next() {
        ends("nightly export", 7);
        daysPass(1);
        renews(alice()).submit();
        alice().sees("Your request").press("Withdraw");
        renews(erin()).submit();

        assertThat(requests()).hasSize(2).allMatch(it -> it.details().replaces().isPresent());
    }

    @Test
    void a_key_that_goes_before_the_form_is_sent_is_told_and_the_form_is_an_ordinary_one() {
        var old = ends("nightly export", 7);
        daysPass(1);
        var form = renews(alice());
        entra().tenant().removeByHand(billing().id(), old.keyId());
        scanLater();
        form.submit();

        assertThat(requests()).isEmpty();
        assertThat(alice().openForm().says()).contains("no longer in Entra", "replaces nothing");
        alice().openForm().submit();
        assertThat(theRequest().details().replaces()).isEmpty();
    }

    @Test
    void a_form_in_which_another_app_is_chosen_replaces_nothing_until_the_first_one_is_back() {
        ends("nightly export", 7);
        daysPass(1);
        var form = renews(alice());
        form.app("payroll-api");
        assertThat(form.says()).doesNotContain("The new secret replaces");
        form.app("billing");
        assertThat(form.says()).contains("The new secret replaces “nightly export”");
        form.app("payroll-api");
        form.submit();

        assertThat(theRequest().details().app().name()).isEqualTo("payroll-api");
        assertThat(theRequest().details().replaces()).isEmpty();
    }
}
