package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.expiry.Credential;
import dev.keydesk.removal.Removal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Somebody reads of a key that is no longer needed, and it goes once the approvers say so. */
class RemovingTest extends RemovalStory {
    @Test
    void a_key_is_asked_to_be_removed_approved_removed_and_read_back() {
        var key = told("nightly export", 31);
        alice().sees("nightly export").takes("nightly export", "Remove…");
        var form = alice().openForm();
        assertThat(form.says())
                .contains(
                        "billing", "“nightly export”", key.hint(), "It expires on", "fails at once")
                .contains("The approvers are asked first");
        form.fill("remove_words", "Replaced in January.").submit();

        assertThat(keys()).as("nothing is removed before somebody decides").containsExactly(key);
        assertThat(card().says())
                .contains("@alice", "billing", "“nightly export”", key.hint(), key.keyId())
                .contains("Replaced in January.", "@secret-approvers can decide", "fails at once");
        assertThat(card().spoken()).contains("nightly export", "Replaced in January", "can decide");
        assertThat(alice().sees("It waits for the approvers").buttons()).contains("Withdraw");
        assertThat(erin().sees("Removal asked by").says())
                .contains("Removal asked by @alice (RM-", "It waits for the approvers");

        card().press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));

        assertThat(keys()).isEmpty();
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
        assertThat(removalsAsked()).hasSize(1);
        assertThat(credential(key)).isInstanceOf(Credential.Gone.class);
        assertThat(card().says()).contains("Entra no longer showed it", "as @bob decided");
        assertThat(card().buttons()).isEmpty();
        assertThat(alice().sees("The secret is gone").says()).contains("nightly export", "@bob");
        assertThat(erin().sees("Nothing left to do").says())
                .contains("the secret was removed, as @alice asked, as @bob decided");
        assertThat(erin().sees("Nothing left to do").menu("nightly export")).isEmpty();
        scanLater();
        daysPass(18);
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_decline_keeps_the_key_and_it_can_be_asked_again() {
        var key = told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        var form = card().pressForForm("Decline");
        assertThat(form.says())
                .contains("The requester and the members of this channel can read the reason");
        assertThat(theRemoval()).isInstanceOf(Removal.Asked.class);
        form.fill("deny_reason", "The <old> jobs still use it.").submit();

        assertThat(theRemoval()).isInstanceOf(Removal.Declined.class);
        assertThat(keys()).containsExactly(key);
        assertThat(alice().sees("declined it").says()).contains("@bob", "The secret stays");
        assertThat(alice().sees("declined it").says()).contains("The <old> jobs still use it.");
        assertThat(card().says()).contains("@bob declined it", "The <old> jobs still use it.");
        assertThat(card().buttons()).isEmpty();
        var line = erin().sees("A credential needs attention");
        assertThat(line.says()).doesNotContain("Removal asked");
        assertThat(line.menu("nightly export")).contains("Remove…");

        erin().sees("A credential needs attention").takes("nightly export", "Remove…");
        erin().openForm().submit();
        assertThat(card().says()).contains("@erin asks for the removal");
        assertThat(card().buttons()).contains("Approve removal", "Decline");
    }

    @Test
    void those_who_decide_are_told_once_that_somebody_still_waits_and_it_never_lapses() {
        var key = told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        world().timePasses(Duration.ofHours(11));
        bob().doesNotSee("still waiting");
        world().timePasses(Duration.ofHours(2));
        assertThat(bob().sees("is still waiting for a decision on RM-").says())
                .contains(
                        "@secret-approvers", "@alice", "nightly export", "The secret stays until");

        world().timePasses(Duration.ofDays(5));
        assertThat(thoseThatSay("is still waiting for a decision")).hasSize(1);
        card().press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(keys()).doesNotContain(key);
    }

    private List<String> thoseThatSay(String words) {
        return told(bob().id(), world().company().approvals()).stream()
                .filter(text -> text.contains(words))
                .toList();
    }

    @Test
    void whoever_asked_withdraws_it_and_an_approver_is_then_told_so() {
        var key = told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        var seenBefore = card();
        alice().sees("It waits for the approvers").press("Withdraw");
        slack().clickOnOldScreen(bob().id(), seenBefore.ref(), "approve-removal");
        world().settle();

        assertThat(bob().seesPrivately("is already settled").says())
                .contains("@alice cancelled it. The secret stays.");
        assertThat(theRemoval()).isInstanceOf(Removal.Withdrawn.class);
        world().timePasses(Duration.ofHours(1));
        assertThat(keys()).containsExactly(key);
        assertThat(removalsAsked()).isEmpty();
    }

    @Test
    void nobody_decides_about_what_they_asked_for_themselves() {
        var key = told("nightly export", 31);
        bob().sees("nightly export").takes("nightly export", "Remove…");
        bob().openForm().submit();
        card().press("Approve removal");

        assertTold(bob(), "Nobody may decide about their own request");
        assertThat(keys()).containsExactly(key);
        assertThat(audited("refused")).hasSize(1);
        carol().sees(ASKS).press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(keys()).isEmpty();
    }

    @Test
    void two_approvers_press_at_once_and_the_second_hears_of_the_first() {
        told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        var atBobs = card();
        var atCarols = carol().sees(ASKS);
        var form = atCarols.pressForForm("Decline");
        form.fill("deny_reason", "It is in use.");
        atBobs.clicked("Approve removal");
        form.submit();
        world().settle();

        assertThat(carol().sees("is already settled").says())
                .contains("being removed from Entra, as @bob decided");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(keys()).isEmpty();
        assertThat(removalsAsked()).hasSize(1);
        assertThat(audited("removal-begun")).hasSize(1);
        assertThat(audited("removal-declined")).isEmpty();
    }

    @Test
    void two_people_ask_and_the_second_is_told_who_was_first() {
        told("nightly export", 31);
        alice().sees("nightly export").takes("nightly export", "Remove…");
        erin().sees("nightly export").takes("nightly export", "Remove…");
        var atErins = erin().openForm();
        alice().openForm().submit();
        atErins.submit();

        assertThat(erin().sees("already asked for the removal of this secret (RM-").says())
                .contains(
                        "@alice has already asked for the removal of this secret",
                        "Nothing was changed");
        assertThat(audited("removal-asked")).hasSize(1);
        erin().sees("Removal asked by");
        assertThat(erin().sees("Removal asked by").menu("nightly export"))
                .doesNotContain("Remove…");
    }

    @Test
    void a_guest_cannot_ask() {
        told("nightly export", 31);
        var gina = world().as(world().company().gina());
        gina.sees("nightly export").takes("nightly export", "Remove…");
        gina.openForm().submit();

        assertThat(gina.sees("Only full members").says()).contains("nothing was changed");
        assertThat(audited("removal-asked")).isEmpty();
    }

    @Test
    void a_key_that_is_gone_when_the_form_is_sent_is_said_to_be() {
        var key = told("nightly export", 31);
        alice().sees("nightly export").takes("nightly export", "Remove…");
        entra().tenant().removeByHand(billing().id(), key.keyId());
        world().timePasses(Duration.ofMinutes(2));
        alice().openForm().submit();
        world().timePasses(Duration.ofMinutes(3));

        assertThat(alice().sees("nothing to remove").says()).contains("no longer in Entra");
        assertThat(audited("removal-asked")).isEmpty();
        bob().doesNotSee(ASKS);
    }

    @Test
    void an_app_that_is_gone_when_the_form_is_sent_is_said_to_be() {
        told("nightly export", 31);
        alice().sees("nightly export").takes("nightly export", "Remove…");
        entra().tenant().delete(billing().id());
        world().timePasses(Duration.ofMinutes(2));
        alice().openForm().submit();
        world().timePasses(Duration.ofMinutes(3));

        assertThat(alice().sees("nothing to remove").says())
                .contains("app registration no longer exists");
        bob().doesNotSee(ASKS);
    }

    @Test
    void an_app_that_is_deleted_after_the_approval_takes_its_key_along() {
        told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        card().clicked("Approve removal");
        entra().tenant().delete(billing().id());
        world().timePasses(Duration.ofMinutes(5));

        assertThat(theRemoval())
                .isInstanceOfSatisfying(
                        Removal.Gone.class,
                        gone -> assertThat(gone.how()).isEqualTo(Removal.Gone.How.WITH_ITS_APP));
        assertThat(alice().sees("The secret is gone").says()).contains("its app registration");
    }

    @Test
    void a_key_that_somebody_removes_in_the_portal_needs_no_decision_any_more() {
        var key = told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        entra().tenant().removeByHand(billing().id(), key.keyId());
        scanLater();

        assertThat(theRemoval())
                .isInstanceOfSatisfying(
                        Removal.Gone.class, gone -> assertThat(gone.permit()).isEmpty());
        assertThat(card().says()).contains("it was no longer in Entra");
        assertThat(card().buttons()).isEmpty();
        assertThat(removalsAsked()).isEmpty();
    }

    @Test
    void a_key_without_a_name_is_told_by_its_id() {
        var key = told("", 31);
        alice().sees(key.keyId()).takes(key.keyId(), "Remove…");
        alice().openForm().submit();

        assertThat(card().says()).contains("without a name, ID " + key.keyId(), key.hint());
        card().press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(keys()).isEmpty();
    }

    @Test
    void a_key_that_a_newer_one_has_replaced_invites_its_removal() {
        ends("old", 31);
        entra().tenant()
                .existingSecret(billing().id(), "new", now(), now().plus(Duration.ofDays(300)));
        daysPass(1);

        assertThat(alice().sees("remove it?").menu("“old”")).startsWith("Remove…", "Renew");
        aliceAsksToRemove("old");
        card().press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(keys()).singleElement().matches(key -> "new".equals(key.displayName()));
    }

    @Test
    void certificates_and_the_desks_own_keys_are_not_offered_to_be_removed() {
        entra().tenant()
                .existingCertificate(
                        billing().id(),
                        "CN=billing",
                        now().minus(Duration.ofDays(9)),
                        now().plus(Duration.ofDays(31)));
        daysPass(1);

        assertThat(alice().sees("CN=billing").menu("CN=billing")).doesNotContain("Remove…");
        daysPass(1);
        assertThat(carol().sees("The desk's own credential").menu("own credential"))
                .doesNotContain("Remove…");
    }
}
