package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.removal.Removal;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Entra answers with nonsense in the middle of a removal, or the desk dies there. */
class RemovalMisbehavesTest extends RemovalStory {
    private static final String HTML = "<html><body>Service Unavailable</body></html>";

    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules -> rules + reminders(),
                around ->
                        around.with(
                                new EntraTimeouts(
                                        Duration.ofSeconds(2),
                                        Duration.ofMillis(1500),
                                        Duration.ofSeconds(3))));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("409", refuse(409, error("Directory_ConcurrencyViolation"))),
                Arguments.of("400", refuse(400, error("Request_BadRequest"))),
                Arguments.of(
                        "429",
                        new Fault.Refuse(
                                429,
                                Map.of("Retry-After", "7", "Content-Type", "application/json"),
                                error("TooManyRequests"))),
                Arguments.of(
                        "503 as HTML",
                        new Fault.Refuse(503, Map.of("Content-Type", "text/html"), HTML)),
                Arguments.of("empty 200", refuse(200, "")),
                Arguments.of("cut before", new Fault.CutBefore()),
                Arguments.of("cut after", new Fault.CutAfter()),
                Arguments.of("503 after the effect", new Fault.RefuseAfter(503, Map.of(), HTML)),
                Arguments.of("hangs after", new Fault.HangAfter()));
    }

    private void bobApproves() {
        told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        card().press("Approve removal");
    }

    @ParameterizedTest(name = "removePassword: {0}")
    @MethodSource("answers")
    void a_removal_goes_on_until_entra_agrees(String name, Fault fault) {
        entra().faults().next("removePassword", fault);
        bobApproves();
        world().timePasses(Duration.ofMinutes(5));

        assertThat(keys()).isEmpty();
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
        assertThat(removalsAsked().size()).isLessThanOrEqualTo(2);
        assertThat(alice().sees("The secret is gone").says()).contains("nightly export");
    }

    @ParameterizedTest(name = "getApplication: {0}")
    @MethodSource("answers")
    void nothing_is_called_gone_before_it_is_read_back(String name, Fault fault) {
        told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        card().clicked("Approve removal");
        entra().faults().next("getApplication", new Fault.AsUsual());
        entra().faults().next("getApplication", 2, fault);
        world().settle();
        assertThat(theRemoval()).isInstanceOf(Removal.BeingRemoved.class);
        world().timePasses(Duration.ofMinutes(10));

        assertThat(keys()).isEmpty();
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
        assertThat(removalsAsked()).hasSize(1);
    }

    @Test
    void a_desk_that_dies_after_entra_accepted_reads_back_and_does_not_ask_again() {
        bobApproves();
        assertThat(theRemoval())
                .isInstanceOfSatisfying(
                        Removal.BeingRemoved.class,
                        being -> assertThat(being.acceptedAt()).isPresent());
        world().whileDown(() -> world().clock().pass(Duration.ofHours(5)));
        world().timePasses(Duration.ofMinutes(3));

        assertThat(theRemoval())
                .isInstanceOfSatisfying(
                        Removal.Gone.class,
                        gone -> assertThat(gone.how()).isEqualTo(Removal.Gone.How.BY_US));
        assertThat(removalsAsked()).hasSize(1);
    }

    @Test
    void a_desk_that_dies_before_it_hears_of_it_finds_the_key_gone() {
        entra().faults().next("removePassword", new Fault.CutAfter());
        bobApproves();
        world().whileDown(() -> world().clock().pass(Duration.ofHours(5)));
        world().timePasses(Duration.ofMinutes(3));

        assertThat(theRemoval())
                .isInstanceOfSatisfying(
                        Removal.Gone.class,
                        gone -> assertThat(gone.how()).isEqualTo(Removal.Gone.How.NOT_THERE));
        assertThat(removalsAsked()).hasSize(1);
    }

    @Test
    void without_the_right_to_remove_it_a_person_is_asked_at_once_and_can_try_again() {
        var key = told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        entra().faults().next("removePassword", refuse(403, error("Authorization_RequestDenied")));
        card().press("Approve removal");

        assertThat(theRemoval()).isInstanceOf(Removal.NeedsPerson.class);
        assertThat(keys()).containsExactly(key);
        assertThat(card().says())
                .contains(
                        "The secret is still there", "az ad app credential delete", "@bob, please");
        assertThat(alice().sees("The secret is still there").buttons())
                .containsExactly("Try again", "Keep the secret");
        assertThat(erin().sees("Removal asked by").says()).contains("The secret is still there");

        world().timePasses(Duration.ofHours(1));
        card().press("Try again");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(keys()).isEmpty();
        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
    }

    @Test
    void what_entra_refuses_for_an_hour_is_given_to_a_person() {
        told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        entra().faults().next("removePassword", 500, refuse(400, error("Request_BadRequest")));
        card().press("Approve removal");
        world().timePasses(Duration.ofMinutes(50));
        assertThat(theRemoval()).isInstanceOf(Removal.BeingRemoved.class);
        world().timePasses(Duration.ofMinutes(15));

        assertThat(theRemoval()).isInstanceOf(Removal.NeedsPerson.class);
        card().press("Keep the secret");
        assertThat(theRemoval()).isInstanceOf(Removal.Withdrawn.class);
        assertThat(keys()).hasSize(1);
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
