package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.Postgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/** A newer version has changed the database so that this one, which runs, cannot read it. */
@Timeout(120)
class OldNodeTest extends Story {
    private final Postgres.Place place = Postgres.freshDatabase();

    @Override
    protected World world(Path in) {
        return World.stepped(in, UnaryOperator.identity(), UnaryOperator.identity(), place::into);
    }

    /** As a migration of the newer version does. */
    private void readableFrom(int format) {
        Postgres.execute(place.name(), "update keydesk set readable_from = " + format);
    }

    @Test
    void the_old_node_takes_no_more_work_and_says_why() throws Exception {
        aliceAsks();
        var card = bob().sees("asks for a client secret for payroll-api");
        card.clicked("Approve");
        readableFrom(2);
        world().bot().platform().periodicTasks().runOnce();

        assertThat(Readiness.of(world()).statusCode()).isEqualTo(503);
        assertThat(Readiness.of(world()).body())
                .contains("was changed by a newer keydesk meanwhile (format 2")
                .contains("this node does no more work. Stop it; nodes of the newer version");
        assertThat(Readiness.ask(world(), "/health").statusCode()).isEqualTo(200);
        assertThat(String.join("\n", log())).contains("this node takes no more work");

        world().settle();
        card.clicked("Approve");
        var changes = new Semaphore(0);
        slack().onChange(changes::release);
        while (bob().find("may not have received this. Please try again").isEmpty()) {
            changes.acquire();
        }
        alice().doesNotSee("can pick it up");

        // Back at a backup, or a newer version that turned out to be readable.
        readableFrom(1);
        world().bot().platform().periodicTasks().runOnce();
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(200);
        world().settle();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        alice().sees("can pick it up");
    }
}
