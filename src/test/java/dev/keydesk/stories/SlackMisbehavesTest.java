package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.RuntimeContext;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Slack fails each call of ours once; the story goes on all the same. */
class SlackMisbehavesTest extends Story {

    @Override
    protected World world(Path in) {
        UnaryOperator<RuntimeContext> impatient =
                around ->
                        around.with(
                                new ChatTimeouts(Duration.ofMillis(1500), Duration.ofMillis(1500)));
        return World.stepped(in, UnaryOperator.identity(), impatient);
    }

    @BeforeEach
    void itRefusesOnPurpose() {
        refusalsAreFine();
    }

    static Stream<Arguments> callsAndFaults() {
        return Stream.of(
                        "chat.postMessage",
                        "chat.update",
                        "users.info",
                        "usergroups.users.list",
                        "conversations.info")
                .flatMap(method ->
                        Stream.of(
                                        Arguments.of("ok:false", json("fatal_error")),
                                        Arguments.of(
                                                "429",
                                                new Fault.Refuse(
                                                        429, Map.of("Retry-After", "3"), "")),
                                        Arguments.of(
                                                "500", new Fault.Refuse(500, Map.of(), "oops")),
                                        Arguments.of("cut", new Fault.CutBefore()),
                                        Arguments.of("hangs", new Fault.HangBefore()))
                                .map(f -> Arguments.of(method, f.get()[0], f.get()[1])));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("callsAndFaults")
    void the_story_goes_on(String method, String name, Fault fault) {
        slack().faults().next(method, fault);
        aliceAsks();
        world().timePasses(Duration.ofMinutes(30));
        slack().faults().clear();

        slack().faults().next(method, fault);
        bob().sees("asks for a client secret").press("Approve");
        world().timePasses(Duration.ofMinutes(30));
        slack().faults().clear();

        slack().faults().next(method, fault);
        alice().sees("can pick it up").press("Pick up the secret");
        world().timePasses(Duration.ofMinutes(30));
        slack().faults().clear();

        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
        assertThat(keysMade()).hasSize(1);
        alice().sees("Do you have it?").press("I have it");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Done.class);
    }

    static Stream<Arguments> faultsOfTheHandOver() {
        return Stream.of(
                Arguments.of("404", new Fault.Refuse(404, Map.of(), "used_url")),
                Arguments.of("429", new Fault.Refuse(429, Map.of("Retry-After", "3"), "")),
                Arguments.of("500", new Fault.Refuse(500, Map.of(), "oops")),
                Arguments.of("cut", new Fault.CutBefore()),
                Arguments.of("hangs", new Fault.HangBefore()));
    }

    @ParameterizedTest(name = "response_url: {0}")
    @MethodSource("faultsOfTheHandOver")
    void a_value_that_slack_did_not_take_is_never_sent_again(String name, Fault fault) {
        aliceAsksAndBobApproves();
        slack().faults().next("response_url", fault);
        alice().sees("can pick it up").press("Pick up the secret");

        alice().doesNotSee("Client secret (value)");
        alice().sees("Slack did not accept the message that shows it");
        assertThat(keysMade()).hasSize(1);
        alice().sees("Do you have it?").press("I did not get it");
        world().timePasses(Duration.ofMinutes(5));
        assertThat(keysMade()).isEmpty();
        alice().sees("The secret that did not arrive was removed").press("Pick up the secret");
        alice().seesPrivately("Client secret (value)");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_form_that_slack_does_not_open_is_told_in_words() {
        slack().faults().next("views.open", json("fatal_error"));
        assertThat(alice().isTold("/new-client-secret")).contains("Slack did not open the form");

        slack().faults().next("views.open", new Fault.HangBefore());
        assertThat(alice().isTold("/new-client-secret")).contains("Slack did not open the form");
        assertThat(alice().runs("/new-client-secret").isOpen()).isTrue();
    }

    @Test
    void a_start_while_slack_is_away_becomes_ready_later() {
        slack().faults().next("auth.test", new Fault.CutBefore());
        world().restart();
        assertThat(alice().type("/new-client-secret").status()).isEqualTo(200);
        assertThat(alice().hasFormOpen()).isFalse();
        alice().seesPrivately("not ready yet");

        world().restart();
        assertThat(alice().runs("/new-client-secret").isOpen()).isTrue();
    }

    private static Fault json(String error) {
        return new Fault.Refuse(
                200,
                Map.of("Content-Type", "application/json"),
                "{\"ok\":false,\"error\":\"%s\"}".formatted(error));
    }
}
