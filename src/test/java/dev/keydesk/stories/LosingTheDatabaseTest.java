package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.store.CutLine;
import dev.keydesk.store.Postgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * The line to PostgreSQL breaks for a while. People hear of it in time, and nothing is half done.
 */
@Timeout(120)
class LosingTheDatabaseTest extends Story {
    private final CutLine line = new CutLine(Postgres.port());
    private final Postgres.Place place = Postgres.freshDatabase();

    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                place.through(line.port())::into);
    }

    @AfterEach
    void mend() {
        line.mend();
    }

    /** Slack shows trouble of its own when the answer is late, so a fine one came in time. */
    private static void isToldToTryAgain(ActionReply reply) {
        assertThat(reply.problem()).isEmpty();
        assertThat(reply.body()).contains("may not have received this. Please try again");
    }

    /** What goes out beside the answer may come a little later. */
    private void waitsFor(TestUser person, String words) throws InterruptedException {
        var changes = new Semaphore(0);
        slack().onChange(changes::release);
        while (person.find(words).isEmpty()) {
            changes.acquire();
        }
    }

    @Test
    void meanwhile_everybody_is_told_to_try_again_and_afterwards_everything_goes_on()
            throws Exception {
        aliceAsks();
        var form =
                erin().runs("/new-client-secret payroll-api")
                        .description("weekly export")
                        .lifetime(90)
                        .reason("A new program.");
        var card = bob().sees("asks for a client secret for payroll-api");
        line.cut();

        isToldToTryAgain(
                slack().command(
                                carol().id(),
                                world().company().general(),
                                "/new-client-secret",
                                "payroll-api"));
        isToldToTryAgain(form.sent());
        assertThat(card.clicked("Approve").problem()).isEmpty();
        waitsFor(bob(), "may not have received this. Please try again");
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(503);
        assertThat(Readiness.of(world()).body())
                .contains("\"database\"", "did not answer in time. Check whether the");
        assertThat(Readiness.ask(world(), "/health").statusCode()).isEqualTo(200);

        line.mend();
        Readiness.await(world());
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
        form.submit();
        assertThat(world().bot().requests().all()).hasSize(2);
        card.press("Approve");
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("Client secret (value)");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void at_the_page_behind_a_link_the_person_hears_to_try_again_and_can() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Get a one-time link");
        var message = alice().seesPrivately("Your one-time link");
        var tab = alice().opens(message.link("Open the one-time link"));
        line.cut();
        for (var deed : List.of("pick-up", "have-it", "not-received")) {
            var answer = tab.send(deed, Optional.of(message.code()));
            assertThat(answer.outcome()).as(deed).isEqualTo("refused");
            assertThat(answer.text("says")).contains("so nothing was changed. Try again");
        }
        assertThat(keysMade()).isEmpty();

        line.mend();
        Readiness.await(world());
        assertThat(tab.enter(message.code()).value()).isEqualTo(theValue());
    }

    @Test
    void so_they_do_when_it_goes_away_between_the_code_and_the_making_of_the_key() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Get a one-time link");
        var message = alice().seesPrivately("Your one-time link");
        var tab = alice().opens(message.link("Open the one-time link"));
        var once = new AtomicBoolean();
        // The desk looks at the app last, before it stores that it begins.
        entra().onChange(() -> {
            if (!once.getAndSet(true)) {
                line.cut();
            }
        });
        var answer = tab.send("pick-up", Optional.of(message.code()));
        assertThat(answer.outcome()).isEqualTo("refused");
        assertThat(answer.text("says")).contains("so nothing was changed. Try again");
        assertThat(keysMade()).isEmpty();

        line.mend();
        Readiness.await(world());
        assertThat(tab.enter(message.code()).value()).isEqualTo(theValue());
    }

    @Test
    void a_hand_over_whose_commit_was_done_and_not_answered_is_shown_once() {
        aliceAsksAndBobApproves();
        line.loseAnswerToCommitOf("HandedOver");
        alice().sees("can pick it up").press("Pick up the secret");

        assertThat(line.hasLostIt()).isTrue();
        assertThat(alice().seesPrivately("Client secret (value)").says())
                .contains(theValue().reveal());
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_hand_over_that_the_database_does_not_take_at_first_is_stored_again_and_shown_once() {
        aliceAsksAndBobApproves();
        Postgres.execute(
                place.name(),
                """
                create sequence tries;
                create function refuse_once() returns trigger language plpgsql security definer as $$
                begin
                    if new.state = 'HandedOver' and nextval('tries') = 1 then
                        raise exception 'told by a test';
                    end if;
                    return new;
                end;
                $$;
                create trigger refuse_once before update on secret_request
                    for each row execute function refuse_once();
                """);
        alice().sees("can pick it up").press("Pick up the secret");

        assertThat(String.join("\n", log())).contains("commit uncertain");
        assertThat(alice().seesPrivately("Client secret (value)").says())
                .contains(theValue().reveal());
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
        world().timePasses(Duration.ofDays(1));
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_request_whose_commit_was_done_and_not_answered_is_one_request() {
        var form =
                alice().runs("/new-client-secret payroll-api")
                        .description("nightly export")
                        .lifetime(90)
                        .reason("The old secret expires in spring.");
        line.loseAnswerToCommitOf("nightly export");
        isToldToTryAgain(form.submitted());
        assertThat(line.hasLostIt()).isTrue();

        form.submit();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
        bob().sees("asks for a client secret for payroll-api");
    }

    @Test
    void a_key_made_while_the_database_went_away_is_removed_and_the_right_is_back() {
        aliceAsksAndBobApproves();
        var note = alice().sees("can pick it up");
        var once = new AtomicBoolean();
        entra().onChange(() -> {
            if (!keysMade().isEmpty() && !once.getAndSet(true)) {
                line.cut();
            }
        });
        note.clicked("Pick up the secret");
        settleWithoutDatabase();
        assertThat(once).isTrue();
        assertThat(keysMade()).hasSize(1);
        alice().doesNotSee("Client secret (value)");

        line.mend();
        Readiness.await(world());
        world().timePasses(Duration.ofMinutes(5));
        assertThat(keysMade()).as("nobody could read it").isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("Client secret (value)");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_key_by_another_name_that_came_while_the_database_went_away_is_removed_by_its_id() {
        aliceAsksAndBobApproves();
        var wrong = entraMakesAnotherKey("named otherwise", Duration.ofDays(2));
        var once = new AtomicBoolean();
        entra().onChange(() -> {
            if (theRequest() instanceof SecretRequest.Minting && !once.getAndSet(true)) {
                line.cut();
            }
        });
        alice().sees("can pick it up").clicked("Pick up the secret");
        settleWithoutDatabase();
        assertThat(once).isTrue();

        line.mend();
        Readiness.await(world());
        world().bot().platform().periodicTasks().runOnce();
        world().timePasses(Duration.ofMinutes(5));
        assertThat(entra().tenant().secretsOf(world().company().payroll().id()))
                .doesNotContain(wrong);
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    private void settleWithoutDatabase() {
        try {
            world().settle();
        } catch (RuntimeException expected) {
            assertThat(expected).isNotNull();
        }
    }
}
