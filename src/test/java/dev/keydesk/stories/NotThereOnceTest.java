package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.expiry.Credential;
import dev.keydesk.removal.Removal;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.entra.EntraFault;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Entra, or something before it, once does not show what is there. One answer is not the truth:
 * nothing is told as gone, and nothing is made twice.
 */
class NotThereOnceTest extends RemovalStory {
    private static final Fault REFUSAL =
            new Fault.Refuse(400, Map.of(), "{\"error\":{\"code\":\"Request_BadRequest\"}}");

    /** An app registration that has lost its keys, whichever it is. */
    private static final String WITHOUT_KEYS =
            """
            {"id":"11111111-2222-3333-4444-555555555555","appId":"11111111-2222-3333-4444-555555555556",
             "displayName":"payroll-api","signInAudience":"AzureADMyOrg","tags":[],"passwordCredentials":[]}
            """;

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("Graph's 404", EntraFault.notFound()),
                Arguments.of("a gateway's 404", EntraFault.noSuchPage()),
                Arguments.of("an empty 404", EntraFault.withoutBody(404)),
                Arguments.of("a list that is behind", EntraFault.answering(WITHOUT_KEYS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void a_leaked_key_whose_removal_is_retried_is_not_gone(String name, Fault answer) {
        var key = told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        entra().faults().next("removePassword", 500, REFUSAL);
        card().press("Approve removal");
        world().timePasses(Duration.ofMinutes(3));
        entra().faults().next("getApplication", answer);
        world().timePasses(Duration.ofMinutes(10));

        assertThat(keys()).containsExactly(key);
        assertThat(theRemoval()).isInstanceOf(Removal.BeingRemoved.class);
        assertThat(audited("removal-gone")).isEmpty();

        entra().faults().clear();
        world().timePasses(Duration.ofMinutes(10));
        assertThat(keys()).isEmpty();
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void a_key_that_did_not_arrive_is_taken_back_before_there_is_another(
            String name, Fault answer) {
        aliceAsksAndBobApproves();
        world().timePasses(Duration.ofMinutes(1));
        alice().sees("can pick it up").press("Pick up the secret");
        entra().faults().next("removePassword", 500, REFUSAL);
        alice().sees("Do you have it?").press("I did not get it");
        world().timePasses(Duration.ofMinutes(3));
        entra().faults().next("getApplication", answer);
        world().timePasses(Duration.ofMinutes(10));

        assertThat(theRequest()).isInstanceOf(SecretRequest.TakingBack.class);
        assertThat(keysMade()).hasSize(1);

        entra().faults().clear();
        world().timePasses(Duration.ofMinutes(10));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        assertThat(keysMade()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void a_doubt_is_not_settled_by_two_wrong_answers(String name, Fault answer) {
        aliceAsksAndBobApproves();
        world().timePasses(Duration.ofMinutes(1));
        entra().faults().next("addPassword", EntraFault.unavailableAfter());
        alice().sees("can pick it up").press("Pick up the secret");
        entra().faults().next("getApplication", 2, answer);
        world().timePasses(Duration.ofMinutes(20));

        assertThat(keysMade()).isEmpty();
        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(keysMade()).hasSize(1);
        assertThat(entra().tenant().mintedValues()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void the_last_look_makes_nothing_and_the_approval_stands(String name, Fault answer) {
        aliceAsksAndBobApproves();
        world().timePasses(Duration.ofMinutes(1));
        entra().faults().next("getApplication", answer);
        alice().sees("can pick it up").press("Pick up the secret");
        if (name.equals("a list that is behind")) {
            // It shows no key of this request, which is true.
            assertThat(keysMade()).hasSize(1);
            return;
        }

        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        assertThat(alice().seesPrivately("Your approval is still valid; press again").says())
                .doesNotContain("no longer exists");
        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(keysMade()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void a_request_is_not_refused_because_its_app_was_not_shown(String name, Fault answer) {
        var form = alice().runs("/new-client-secret payroll-api");
        form.description("nightly export").lifetime(90).reason("The old secret expires.");
        entra().faults().next("getApplication", answer);
        form.submit();
        world().timePasses(Duration.ofMinutes(2));

        bob().sees("asks for a client secret for payroll-api").press("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void a_leaked_key_is_revoked_although_entra_does_not_show_it_at_that_moment(
            String name, Fault answer) {
        var key = ends("nightly export", 40);
        scan();
        var form = bob().runs("/new-client-secret revoke billing");
        form.choose("revoke_which-" + billing().id(), key.keyId())
                .fill("revoke_words", "It stood in a public repository.");
        entra().faults().next("getApplication", 2, answer);
        form.submit();
        world().timePasses(Duration.ofMinutes(5));

        assertThat(keys()).isEmpty();
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
        assertThat(removalsAsked()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void an_unknown_key_that_was_told_of_is_not_told_as_gone(String name, Fault answer) {
        var payroll = world().company().payroll().id();
        var now = world().clock().instant();
        entra().tenant()
                .existingSecret(
                        payroll, "nightly export · KD-7F3K2-1", now, now.plus(Duration.ofDays(90)));
        scan();
        entra().faults().next("getApplication", answer);
        world().timePasses(Duration.ofMinutes(8));
        assertThat(carol().sees("belongs to no request").says()).contains("Nothing was removed");
        entra().faults().next("getApplication", answer);
        world().timePasses(Duration.ofMinutes(15));

        assertThat(audited("unknown-secret")).hasSize(1);
        assertThat(audited("unknown-secret-gone")).isEmpty();
        assertThat(keysMade()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void an_app_that_a_list_left_out_keeps_its_keys(String name, Fault answer) {
        var key = ends("nightly export", 40);
        scan();
        world().timePasses(Duration.ofMinutes(10));
        entra().faults().next("listApplications", EntraFault.answering("{\"value\":[]}"));
        entra().faults().next("getApplication", new Fault.AsUsual());
        entra().faults().next("getApplication", 3, answer);
        scan();
        entra().faults().clear();

        assertThat(credential(key)).isInstanceOf(Credential.Live.class);
        scanLater();
        assertThat(credential(key)).isInstanceOf(Credential.Live.class);
    }
}
