package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.OpenForm;
import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.EachStore;
import dev.keydesk.support.Database;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.function.UnaryOperator;

/** One person asks for more than one person may, and for the same twice. */
@EachStore.Contract
class LimitsTest extends Story {
    private final EachStore store;

    LimitsTest(EachStore store) {
        this.store = store;
    }

    @Override
    protected World world(Path in) {
        var database =
                switch (store) {
                    case SQLITE -> Database.sqlite(in);
                    case POSTGRES -> Database.postgres();
                };
        return World.stepped(
                in,
                rules ->
                        "pick-up: {ways: [slack]}\n"
                                + rules.replace(
                                        "limits:",
                                        """
                                        limits:
                                          open-requests-per-person: 2
                                          open-requests-per-app: 3
                                          commands-per-minute: 4\
                                        """),
                UnaryOperator.identity(),
                database::into);
    }

    private static OpenForm filled(TestUser who, String description) {
        return who.runs("/new-client-secret payroll-api")
                .description(description)
                .lifetime(90)
                .reason("The old secret expires in spring.");
    }

    private int requests() {
        return world().bot().requests().all().size();
    }

    @Test
    void the_same_request_is_shown_the_first_one_as_long_as_that_waits() {
        filled(alice(), "nightly export").submit();
        var first = theRequest().ticket().text();
        var again = filled(alice(), " Nightly Export ").submit();
        assertThat(again.says()).contains("already asked for this", first);
        assertThat(requests()).isOne();

        filled(erin(), "nightly export").submit();
        filled(alice(), "weekly export").submit();
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void so_many_of_one_person_and_no_more_until_one_is_settled() {
        filled(alice(), "one").submit();
        filled(alice(), "two").submit();
        var third = filled(alice(), "three");
        third.sent();
        assertThat(third.errors().toString()).contains("You have 2 requests that wait");

        bob().sees("asks for a client secret for payroll-api").press("Approve");
        third.sent();
        assertThat(third.errors().toString()).contains("You have 2 requests that wait");
        world().timePasses(Duration.ofHours(49));
        third.submit();
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void so_many_for_one_app_whoever_asks() {
        filled(alice(), "one").submit();
        filled(alice(), "two").submit();
        filled(erin(), "three").submit();
        var fourth = filled(erin(), "four");
        fourth.sent();
        assertThat(fourth.errors().toString())
                .contains("3 requests for this app registration wait");
        erin().runs("/new-client-secret Britive production")
                .description("five")
                .lifetime(90)
                .reason("Another app.")
                .submit();
        assertThat(requests()).isEqualTo(4);
    }

    @Test
    void of_forms_sent_at_once_the_same_is_one_request_and_the_limit_holds()
            throws InterruptedException {
        assertThat(allAtOnce(List.of("same", "same", "same")))
                .filteredOn(body -> body.contains("already asked for this"))
                .hasSize(2);
        assertThat(requests()).isOne();

        assertThat(allAtOnce(List.of("one", "another", "a third")))
                .filteredOn(body -> body.contains("You have 2 requests that wait"))
                .hasSize(2);
        assertThat(world().bot().requests().all())
                .hasSize(2)
                .allMatch(it -> it.state() instanceof SecretRequest.Waiting);
    }

    /** What alice hears who sends all of these at the same moment. */
    private List<String> allAtOnce(List<String> descriptions) throws InterruptedException {
        var together = new CyclicBarrier(descriptions.size());
        var heard = new ConcurrentLinkedQueue<String>();
        var threads =
                descriptions.stream()
                        .map(it ->
                                Thread.ofPlatform().start(() -> heard.add(sendsWith(together, it))))
                        .toList();
        for (var thread : threads) {
            thread.join();
        }
        world().settle();
        return List.copyOf(heard);
    }

    private String sendsWith(CyclicBarrier others, String description) {
        var by = new ByHand(world(), alice()).leavingTheRest();
        var app = world().company().payroll().id();
        var view =
                "V%s%d".formatted(description.replace(" ", ""), Thread.currentThread().threadId());
        try {
            others.await();
            return by.submits(view, app, description, "90", "The old secret expires.").body();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void so_many_commands_a_minute_and_then_it_is_said_when_again() {
        for (int list = 0; list < 4; list++) {
            assertThat(alice().isTold("/client-secrets"))
                    .doesNotContain("a minute from one person");
        }
        alice().type("/new-client-secret payroll-api");
        assertThat(alice().hasFormOpen()).isFalse();
        alice().seesPrivately("The desk accepts 4 commands a minute from one person");
        assertThat(erin().isTold("/client-secrets")).doesNotContain("a minute from one person");

        world().timePasses(Duration.ofMinutes(1));
        assertThat(alice().isTold("/client-secrets")).doesNotContain("a minute from one person");
    }
}
