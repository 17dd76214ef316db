package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.RuntimeContext;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.cli.Console;
import dev.keydesk.cli.Keydesk;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.expiry.Credential;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalCause;
import dev.keydesk.removal.RemovalRequest;
import dev.keydesk.removal.RemovalRequestOutcome;
import dev.keydesk.removal.Removals;
import dev.keydesk.request.Ticket;
import dev.keydesk.sandbox.entra.Secret;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;

/** Features of the desk have keys removed: at once, on a day, or after a question. */
class RemovalByDeskTest extends RemovalStory {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-03");

    private Removals removals() {
        return world().bot().removals();
    }

    private RemovalRequest wish(Secret key) {
        return new RemovalRequest(credential(key).key(), alice().id(), RemovalCause.unused(""));
    }

    private Secret seen(String name) {
        var key = ends(name, 31);
        daysPass(1);
        return key;
    }

    @Test
    void a_key_does_not_go_for_a_newer_one_of_which_the_desk_knows_nothing() {
        var key = seen("old");
        var cause = RemovalCause.replacedBy(new Ticket("KD-7F3K2"));
        var removalRequest = new RemovalRequest(credential(key).key(), alice().id(), cause);
        assertThat(removals().removeNow(removalRequest, "It was replaced."))
                .isEqualTo(
                        new RemovalRequestOutcome.Refused(
                                "The new secret is no longer there, so the old one was not"
                                        + " removed."));
        assertThat(keys()).containsExactly(key);
    }

    @Test
    void a_key_goes_on_its_day_at_the_hour_of_the_desk() {
        var key = seen("old");
        var outcome = removals().removeOn(wish(key), TODAY.plusDays(5), "It was replaced.");
        world().settle();
        assertThat(outcome).isInstanceOf(RemovalRequestOutcome.Taken.class);
        assertThat(alice().sees("The secret will be removed on").says()).contains("fails at once");
        assertThat(bob().sees("The secret will be removed on").says())
                .contains("@alice asks for the removal", "billing");

        world().timePasses(Duration.ofDays(5).minusMinutes(1));
        assertThat(keys()).containsExactly(key);
        world().timePasses(Duration.ofMinutes(5));
        assertThat(keys()).isEmpty();
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
    }

    @Test
    void a_day_that_came_while_the_desk_was_down_for_ten_days_is_made_up_for() {
        var key = seen("old");
        removals().removeOn(wish(key), TODAY.plusDays(2), "It was replaced.");
        world().whileDown(() -> world().clock().pass(Duration.ofDays(10)));
        world().timePasses(Duration.ofMinutes(4));

        assertThat(keys()).isEmpty();
        assertThat(removalsAsked()).hasSize(1);
        assertThat(credential(key)).isInstanceOf(Credential.Gone.class);
    }

    @Test
    void a_removal_of_a_day_is_called_off_by_an_approver() {
        var key = seen("old");
        removals().removeOn(wish(key), TODAY.plusDays(2), "It was replaced.");
        world().settle();
        bob().sees("The secret will be removed on").press("Keep the secret");
        world().timePasses(Duration.ofDays(3));

        assertThat(keys()).containsExactly(key);
        assertThat(alice().sees("cancelled it").says()).contains("@bob", "The secret stays");
        assertThat(removals().openFor(billing().id(), key.keyId())).isEmpty();
    }

    @Test
    void what_is_asked_for_a_day_waits_for_both_the_approvers_and_the_day() {
        var key = seen("old");
        removals().ask(wish(key), Optional.of(TODAY.plusDays(2)));
        world().settle();
        assertThat(card().says()).contains("the secret is removed on 5 Mar 2026");
        card().press("Approve removal");
        assertThat(theRemoval()).isInstanceOf(Removal.Scheduled.class);
        assertThat(keys()).containsExactly(key);

        world().timePasses(Duration.ofDays(2).plusMinutes(2));
        assertThat(keys()).isEmpty();
    }

    @Test
    void now_does_not_wait_for_what_was_asked_before() {
        var key = seen("old");
        removals().ask(wish(key), Optional.empty());
        var outcome = removals().removeNow(wish(key), "It cannot wait.");
        world().timePasses(Duration.ofMinutes(3));

        assertThat(outcome).isInstanceOf(RemovalRequestOutcome.Taken.class);
        assertThat(keys()).isEmpty();
        assertThat(audited("removal-asked")).hasSize(1);
        assertThat(audited("removal-gone")).hasSize(1);
    }

    @Test
    void certificates_and_the_desks_own_keys_are_refused_with_a_word() {
        entra().tenant()
                .existingCertificate(
                        billing().id(),
                        "CN=billing",
                        now().minus(Duration.ofDays(9)),
                        now().plus(Duration.ofDays(31)));
        scan();
        var certificate = world().bot().credentials().ofApp(billing().id()).getFirst().key();
        var own = world().bot().credentials().ofDesk().getFirst().key();

        assertThat(asked(certificate)).contains("this is a certificate", "Azure portal");
        assertThat(asked(own)).contains("desk's own app registration");
        assertThat(removalsAsked()).isEmpty();
    }

    @Test
    void an_app_the_desk_does_not_serve_keeps_its_keys_and_the_command_is_told() {
        var tier0 =
                entra().tenant().applications().stream()
                        .filter(app -> app.displayName().equals("tier0-domain-sync"))
                        .findFirst()
                        .orElseThrow();
        ends(tier0, "theirs", 31);
        scan();
        var key = world().bot().credentials().ofApp(tier0.id()).getFirst().key();

        assertThat(asked(key))
                .contains("does not let the desk serve", "az ad app credential delete");
    }

    @Test
    void a_key_whose_requester_has_still_to_say_that_it_arrived_is_left_to_its_own_buttons() {
        // Entra minds two changes of an app that come close together.
        world().timePasses(Duration.ofMinutes(3));
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        scanLater();
        var ours =
                world().bot().credentials().ofApp(world().company().payroll().id()).stream()
                        .map(Credential.Live::key)
                        .filter(key -> key.name().orElse("").contains("KD-"))
                        .findFirst()
                        .orElseThrow();
        var ticket = theRequest().ticket().text();
        assertThat(asked(ours))
                .contains(
                        "just handed over for " + ticket + ", and <@" + alice().id().value(),
                        "*I did not get it*, on the desk's message about "
                                + ticket
                                + ", removes it.");

        alice().sees("Do you have it?").press("I have it");
        assertThat(asked(ours)).contains("waits for the approvers");
    }

    @Test
    void a_desk_that_goes_on_from_a_backup_asks_a_person_before_it_removes_what_was_still_to_go() {
        var key = seen("old");
        removals().removeOn(wish(key), TODAY.plusDays(2), "It was replaced.");
        world().settle();
        var printed = new StringWriter();
        world().whileDown(() -> restored(printed));
        world().timePasses(Duration.ofDays(3));

        assertThat(printed.toString()).contains("still to be removed", theRemoval().id().text());
        assertThat(theRemoval()).isInstanceOf(Removal.NeedsPerson.class);
        assertThat(keys()).containsExactly(key);
        assertThat(card().says()).contains("went back to a backup");
        assertThat(card().buttons()).containsExactly("Try again", "Keep the secret");
    }

    private void restored(StringWriter printed) {
        var out = new PrintWriter(printed);
        var around =
                RuntimeContext.stepped(
                        world().clock(),
                        new Random(1),
                        ChatTimeouts.standard(),
                        EntraTimeouts.standard());
        Keydesk.commands(new Console(world().environment(), out, out), around).execute("restored");
    }

    private String asked(Credential.Key key) {
        return removals()
                .ask(
                        new RemovalRequest(key, alice().id(), RemovalCause.unused("")),
                        Optional.empty())
                .says();
    }
}
