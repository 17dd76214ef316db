package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.RuntimeContext;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Entra answers each call with each kind of nonsense. Nobody loses a request, nothing is made
 * twice, and in the end the requester gets a working key.
 */
class EntraMisbehavesTest extends Story {
    private static final String HTML = "<html><body>Service Unavailable</body></html>";

    @Override
    protected World world(Path in) {
        UnaryOperator<RuntimeContext> impatient =
                around ->
                        around.with(
                                new EntraTimeouts(
                                        Duration.ofSeconds(2),
                                        Duration.ofMillis(1500),
                                        Duration.ofSeconds(3)));
        return World.stepped(in, UnaryOperator.identity(), impatient);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("400", refuse(400, error("Request_BadRequest"))),
                Arguments.of(
                        "400 by policy",
                        refuse(400, error("CredentialInvalidLifetimeAsPerAppPolicy"))),
                Arguments.of("403", refuse(403, error("Authorization_RequestDenied"))),
                Arguments.of("404", refuse(404, error("Request_ResourceNotFound"))),
                Arguments.of("409", refuse(409, error("Directory_ConcurrencyViolation"))),
                Arguments.of(
                        "429",
                        new Fault.Refuse(
                                429,
                                Map.of("Retry-After", "7", "Content-Type", "application/json"),
                                error("TooManyRequests"))),
                Arguments.of("500", refuse(500, error("InternalServerError"))),
                Arguments.of("503", refuse(503, error("ServiceUnavailable"))),
                Arguments.of(
                        "503 as HTML",
                        new Fault.Refuse(503, Map.of("Content-Type", "text/html"), HTML)),
                Arguments.of("empty 500", refuse(500, "")),
                Arguments.of("empty 200", refuse(200, "")),
                Arguments.of("cut before", new Fault.CutBefore()),
                Arguments.of("cut after", new Fault.CutAfter()),
                Arguments.of("503 after the effect", new Fault.RefuseAfter(503, Map.of(), HTML)),
                Arguments.of("hangs before", new Fault.HangBefore()),
                Arguments.of("hangs after", new Fault.HangAfter()));
    }

    @ParameterizedTest(name = "addPassword: {0}")
    @MethodSource("answers")
    void at_the_mint_nothing_is_lost_and_nothing_made_twice(String name, Fault fault) {
        aliceAsksAndBobApproves();
        entra().faults().next("addPassword", fault);
        alice().sees("can pick it up").press("Pick up the secret");

        alice().doesNotSee("Client secret (value)");
        alice().seesPrivately("KD-");
        assertThat(keysMade().size()).isLessThanOrEqualTo(1);

        world().timePasses(Duration.ofMinutes(10));
        assertThat(keysMade()).as("a secret that nobody could read is gone").isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);

        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("Client secret (value)");
        assertThat(keysMade()).hasSize(1);
        world().timePasses(Duration.ofDays(1));
        assertThat(keysMade()).as("the one that was handed over stays").hasSize(1);
    }

    @ParameterizedTest(name = "removePassword: {0}")
    @MethodSource("answers")
    void a_removal_is_tried_until_entra_agrees(String name, Fault fault) {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        entra().faults().next("removePassword", fault);
        alice().sees("Picked up by @alice").press("Remove this secret");
        world().timePasses(Duration.ofMinutes(10));

        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Revoked.class);
    }

    @ParameterizedTest(name = "getApplication: {0}")
    @MethodSource("answers")
    void a_read_that_fails_leaves_a_removal_open_until_it_is_read_back(String name, Fault fault) {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I did not get it");
        if (!name.equals("404")) {
            entra().faults().next("getApplication", 2, fault);
        }
        world().timePasses(Duration.ofMinutes(15));

        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @ParameterizedTest(name = "token: {0}")
    @MethodSource("answers")
    void without_a_token_nothing_is_made_and_the_approval_stands(String name, Fault fault) {
        aliceAsksAndBobApproves();
        // The token in memory is good for an hour.
        world().timePasses(Duration.ofHours(2));
        entra().faults().next("token", 10, fault);
        alice().sees("can pick it up").press("Pick up the secret");
        entra().faults().clear();

        alice().doesNotSee("Client secret (value)");
        assertThat(keysMade()).isEmpty();
        world().timePasses(Duration.ofMinutes(10));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(keysMade()).hasSize(1);
    }

    private static Fault refuse(int status, String body) {
        return new Fault.Refuse(status, Map.of("Content-Type", "application/json"), body);
    }

    private static String error(String code) {
        return """
        {"error":{"code":"%s","message":"told by a test","innerError":{"date":"2026-03-02T09:00:00","request-id":"r","client-request-id":"c"}}}
        """
                .formatted(code);
    }
}
