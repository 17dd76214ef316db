package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.jobs.ComputePool;
import dev.keydesk.request.AppSearch;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.TestUser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** People type more than any name has, and so many search at once that there is no room. */
class LongSearchTest extends LookingStory {
    /** What Slack lets somebody type behind a command. */
    private static final int LONGEST_COMMAND = 4_000;

    private final CountDownLatch searchesEnd = new CountDownLatch(1);

    @AfterEach
    void searchesEnd() {
        searchesEnd.countDown();
    }

    /** Everybody of a large company searches, and none of these searches ends. */
    private void everybodySearches() {
        var pool = world().bot().pool();
        for (int person = 0; !pool.isFull(); person++) {
            var whose = "U" + person;
            Thread.ofVirtual().start(() -> search(pool, whose));
            Thread.onSpinWait();
        }
    }

    private void search(ComputePool pool, String whose) {
        try {
            pool.compute(
                    whose,
                    () -> {
                        try {
                            searchesEnd.await();
                        } catch (InterruptedException closing) {
                            Thread.currentThread().interrupt();
                        }
                        return whose;
                    });
        } catch (ComputePool.Full tooLong) {
            assertThat(tooLong).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/client-secrets ", "/new-client-secret ", "/new-client-secret revoke "})
    void what_is_longer_than_any_name_is_said_to_be_and_is_neither_stored_nor_looked_up(
            String command) {
        everybodySearches();
        var said = alice().type(command + "zq ".repeat(LONGEST_COMMAND).substring(0, 3_900));

        assertThat(said.problem()).isEmpty();
        assertThat(alice().seesPrivately("at most 256 characters").says())
                .contains("nothing was looked up");
        assertThat(alice().hasFormOpen()).isFalse();
        assertThat(clicksStored()).isZero();
    }

    @Test
    void a_name_of_the_greatest_length_is_looked_up() {
        assertThat(alice().isTold("/client-secrets " + "z".repeat(AppSearch.LONGEST)))
                .contains("The desk shows you no app with the name");
        assertThat(alice().runs("/new-client-secret").offers("z".repeat(4_000))).isEmpty();
    }

    @Test
    void while_everybody_searches_people_are_told_and_somebody_else_approves_all_the_same() {
        aliceAsks();
        var form = erin().runs("/new-client-secret");
        everybodySearches();

        assertThat(form.offers("payroll"))
                .singleElement()
                .satisfies(busy -> assertThat(busy.text()).contains("type more to search again"));
        says(erin(), "/new-client-secret payroll-api");
        says(erin(), "/new-client-secret revoke payroll-api");
        erin().type("/client-secrets payroll-api");
        bob().sees("asks for a client secret").press("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);

        searchesEnd.countDown();
        while (world().bot().pool().isFull()) {
            Thread.onSpinWait();
        }
        world().timePasses(Duration.ofSeconds(5));
        erin().seesPrivately("payroll-api has");
    }

    private static void says(TestUser who, String command) {
        who.type(command);
        who.seesPrivately("busy with other searches");
    }

    private int clicksStored() {
        return world().bot()
                .platform()
                .db()
                .read(sql ->
                        sql.createQuery("select count(*) from interaction")
                                .mapTo(Integer.class)
                                .one());
    }
}
