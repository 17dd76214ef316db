package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.ChannelId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.removal.Removal;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.OpenForm;
import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.slack.ApiCall;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A key has leaked: it goes at once, without a second person, and everybody is told. */
class RevokingTest extends RemovalStory {
    private static final String APP = "revoke_app";
    private static final String WORDS = "revoke_words";

    private String keyField() {
        return keyField(billing().id());
    }

    private static String keyField(String objectId) {
        return "revoke_which-" + objectId;
    }

    private OpenForm fills(TestUser person, Secret key) {
        var form = person.runs("/new-client-secret revoke billing");
        assertThat(form.choices(keyField())).as(form.says()).isNotEmpty();
        return form.choose(keyField(), key.keyId()).fill(WORDS, "It stood in a public repository.");
    }

    private Secret seen(String name) {
        var key = ends(name, 40);
        scan();
        return key;
    }

    @Test
    void an_approver_revokes_a_key_and_it_goes_with_a_loud_notice() {
        var key = seen("nightly export");
        var form = bob().runs("/new-client-secret revoke");
        assertThat(form.says()).contains("fails at once", "with your name");
        form.app(APP, "bill");
        assertThat(form.choices(keyField()))
                .singleElement()
                .matches(choice -> choice.text().contains("nightly export"))
                .matches(choice -> choice.text().contains(key.hint()));
        form.choose(keyField(), key.keyId())
                .fill(WORDS, "It stood in a public repository.")
                .submit();
        assertThat(bob().openForm().says()).contains("Your report is stored");
        assertFirstPosted(approvals(), theApprovers() + ": " + bob().id().mention() + " says that");
        assertFirstPosted(general(), "<!channel>: " + bob().id().mention() + " says that");

        assertThat(carol().sees("A client secret has leaked").says())
                .contains("@bob says that the client secret “nightly export”", "billing")
                .contains("It stood in a public repository.", "fails at once");
        assertThat(erin().sees("A client secret has leaked").says())
                .contains("@bob says that", "nightly export", "billing", "fails at once");
        assertThat(bob().sees("fails at once").says()).contains("nightly export");
        world().timePasses(Duration.ofMinutes(3));

        assertThat(keys()).isEmpty();
        assertThat(removalsAsked()).hasSize(1);
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
        assertThat(credential(key)).isInstanceOf(Credential.Gone.class);
        assertThat(carol().sees("A client secret has leaked").says())
                .contains("Entra no longer showed it");
        assertThat(erin().sees("A client secret has leaked").says()).contains("The secret is gone");
        assertThat(world().bot().requests().all()).isEmpty();
    }

    /** An edit makes no phone ring, so what counts is what the message said when it came. */
    private void assertFirstPosted(ChannelId in, String words) {
        assertThat(posted(in))
                .filteredOn(call -> call.path("text").asText().contains("has leaked"))
                .first()
                .satisfies(call -> {
                    assertThat(call.path("text").asText()).contains(words);
                    assertThat(unescaped(call.path("blocks").asText())).contains(words);
                });
    }

    /** All that the desk has posted there, oldest first. */
    private List<JsonNode> posted(ChannelId in) {
        return slack().calls().stream()
                .filter(call -> call.method().equals("chat.postMessage"))
                .map(ApiCall::fields)
                .filter(fields -> fields.path("channel").asText().equals(in.value()))
                .toList();
    }

    private static String unescaped(String json) {
        return json.replace("\\u003c", "<").replace("\\u003e", ">");
    }

    private ChannelId approvals() {
        return world().company().approvals();
    }

    private String theApprovers() {
        return world().company().approvers().mention();
    }

    @Test
    void whoever_was_handed_the_key_revokes_it_and_asks_for_a_new_one_in_the_same_breath() {
        // Entra minds two changes of an app that come close together.
        world().timePasses(Duration.ofMinutes(3));
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        world().timePasses(Duration.ofMinutes(2));
        var made = keysMade().getFirst();
        var form = alice().runs("/new-client-secret revoke payroll-api");
        var field = keyField(world().company().payroll().id());
        assertThat(form.choices(field))
                .extracting(choice -> choice.value())
                .containsExactly(made.keyId());
        form.choose(field, made.keyId())
                .fill(WORDS, "I pasted it into a chat.")
                .choose("revoke_new", "new")
                .submit();
        world().timePasses(Duration.ofMinutes(3));

        assertThat(keysMade()).isEmpty();
        var requests = world().bot().requests().all();
        assertThat(requests).hasSize(2);
        assertThat(theRemoval())
                .isInstanceOfSatisfying(
                        Removal.Gone.class,
                        gone ->
                                assertThat(gone.permit().orElseThrow().permittedBecause())
                                        .startsWith("They got the secret from the desk for KD-"));
        assertThat(requests.getLast().state())
                .isInstanceOfSatisfying(
                        SecretRequest.Waiting.class,
                        waiting -> {
                            assertThat(waiting.details().description()).isEqualTo("nightly export");
                            assertThat(waiting.details().lifetimeDays()).isEqualTo(90);
                            assertThat(waiting.details().reason())
                                    .contains("In place of the leaked secret", "I pasted it");
                        });
        bob().sees("In place of the leaked secret").press("Approve");
        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void an_owner_of_the_app_registration_revokes_a_key_of_it() {
        var erins = entra().tenant().user("Erin", "erin@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(erins.id()));
        var own =
                entra().tenant().applications().stream()
                        .filter(app -> app.displayName().equals("Keydesk"))
                        .findFirst()
                        .orElseThrow();
        entra().tenant()
                .servicePrincipal(own.id(), "Application.ReadWrite.OwnedBy", "User.ReadBasic.All");
        // The token of the desk still says what it might do before.
        world().restart();
        ends("nightly export", 40);
        scanLater();
        var key = keys().getFirst();
        fills(erin(), key).submit();
        // The only owner knows already.
        assertFirstPosted(general(), "<!channel>: " + erin().id().mention() + " says that");
        world().timePasses(Duration.ofMinutes(3));

        assertThat(keys()).isEmpty();
        assertThat(audited("removal-begun"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.actor().name()).isEqualTo(erin().id().value()));
    }

    @Test
    void the_owners_of_the_app_registration_are_called_when_somebody_else_revokes_a_key_of_it() {
        mayReadPeople();
        var erins = entra().tenant().user("Erin", "erin@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(erins.id()));
        ends("nightly export", 40);
        scanLater();
        fills(bob(), keys().getFirst()).submit();

        assertFirstPosted(general(), erin().id().mention() + ": " + bob().id().mention());
    }

    @Test
    void whoever_may_not_is_shown_no_key_and_told_who_may() {
        seen("nightly export");
        var form = alice().runs("/new-client-secret revoke billing");
        assertThat(form.says())
                .contains("an owner of its app registration, or @secret-approvers")
                .doesNotContain("nightly export");
        form.fill(WORDS, "I found it.").submit();

        assertThat(form.errors().get(APP)).contains("Choose one of its client secrets");
        assertThat(audited("removal-begun")).isEmpty();
    }

    @Test
    void what_a_form_has_offered_is_looked_at_again_when_it_is_sent() {
        var key = seen("nightly export");
        var form = fills(bob(), key);
        slack().workspace().removeFromGroup(world().company().approvers(), bob().id());
        world().timePasses(Duration.ofMinutes(10));
        form.submit();

        assertThat(bob().sees("can revoke it").says()).contains("Nothing was changed");
        assertThat(keys()).containsExactly(key);
        assertThat(audited("refused")).hasSize(1);
    }

    @Test
    void a_leak_does_not_wait_for_a_removal_that_was_only_asked_for() {
        var key = told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        fills(bob(), key).submit();
        world().timePasses(Duration.ofMinutes(3));

        assertThat(keys()).isEmpty();
        assertThat(audited("removal-asked")).hasSize(1);
        assertThat(carol().sees("A client secret has leaked").says()).contains("public repository");
        assertFirstPosted(general(), "<!channel>: " + bob().id().mention() + " says that");
        // The card stood already, and an edit of it would call nobody.
        assertThat(bob().sees("continues in a newer message").buttons()).isEmpty();
        assertFirstPosted(approvals(), theApprovers() + ": " + bob().id().mention() + " says that");
        assertThat(erin().sees("Nothing left to do").says()).contains("the secret was removed");
    }

    @Test
    void a_leak_is_not_settled_by_what_the_same_person_has_asked_for_at_that_moment() {
        var key = told("nightly export", 31);
        bob().sees("nightly export").takes("nightly export", "Remove…");
        bob().openForm().submit();
        assertThat(theRemoval()).isInstanceOf(Removal.Asked.class);
        fills(bob(), key).submit();
        world().timePasses(Duration.ofMinutes(3));

        assertThat(keys()).isEmpty();
        assertThat(carol().sees("A client secret has leaked").says()).contains("public repository");
    }

    @Test
    void a_leak_that_entra_does_not_remove_calls_those_who_decide_once_more() {
        var key = seen("nightly export");
        var forbidden =
                new Fault.Refuse(
                        403,
                        Map.of(),
                        "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"\"}}");
        entra().faults().next("removePassword", forbidden);
        fills(bob(), key).submit();
        world().timePasses(Duration.ofMinutes(3));

        assertThat(posted(approvals()))
                .extracting(call -> call.path("text").asText())
                .anyMatch(text -> text.startsWith(theApprovers() + ": The secret is still there."));
        int before = posted(approvals()).size();
        bob().sees("A client secret has leaked").press("Try again");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(keys()).isEmpty();
        assertThat(posted(approvals()).subList(before, posted(approvals()).size()))
                .isNotEmpty()
                .noneMatch(call -> call.toString().contains(theApprovers()));
    }

    @Test
    void a_removal_that_is_no_leak_calls_nobody_but_those_who_decide() {
        told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        bob().sees(ASKS).press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));

        assertThat(keys()).isEmpty();
        assertThat(posted(general())).noneMatch(call -> call.toString().contains("<!channel>"));
    }

    @Test
    void a_key_that_is_gone_already_is_said_to_be() {
        var key = seen("nightly export");
        var form = fills(bob(), key);
        entra().tenant().removeByHand(billing().id(), key.keyId());
        world().timePasses(Duration.ofMinutes(2));
        form.submit();
        world().timePasses(Duration.ofMinutes(3));

        assertThat(bob().sees("nothing to revoke").says()).contains("no longer in Entra");
        assertThat(removalsAsked()).isEmpty();
    }

    @Test
    void while_entra_is_away_the_form_works_from_memory_and_the_removal_waits_for_it() {
        var key = seen("nightly export");
        var away = new Fault.Refuse(503, Map.of("Content-Type", "text/html"), "<html></html>");
        entra().faults().next("getApplication", 6, away);
        fills(bob(), key).submit();
        assertThat(carol().sees("A client secret has leaked").says()).contains("being removed");
        assertThat(keys()).containsExactly(key);

        world().timePasses(Duration.ofMinutes(20));
        assertThat(keys()).isEmpty();
    }

    @Test
    void a_team_that_cannot_be_told_is_named_to_whoever_revoked_the_key() {
        slack().workspace().kickBot(general());
        var key = seen("nightly export");
        fills(bob(), key).submit();
        world().timePasses(Duration.ofMinutes(3));

        assertThat(bob().sees("could not be told about RM-").says()).contains("is not a member");
        assertThat(keys()).isEmpty();
    }

    @Test
    void an_app_with_hundreds_of_keys_offers_them_all() {
        for (int number = 0; number < 120; number++) {
            ends("key " + number, 20 + number);
        }
        scan();
        var form = bob().runs("/new-client-secret revoke billing");
        assertThat(form.choices(keyField())).hasSize(120);
        var last = form.choices(keyField()).getLast().value();
        form.choose(keyField(), last).fill(WORDS, "It stood in a log.").submit();
        world().timePasses(Duration.ofMinutes(3));

        assertThat(keys()).hasSize(119).noneMatch(key -> key.keyId().equals(last));
    }

    @Test
    void the_help_is_answered_with_words() {
        assertThat(bob().isTold("/new-client-secret help")).contains("revoke", "leaked");
        assertThat(slack().views(bob().id())).isEqualTo(List.of());
    }
}
