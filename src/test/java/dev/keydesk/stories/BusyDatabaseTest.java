package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.EachStore;
import dev.keydesk.support.Database;
import dev.keydesk.support.WriteLock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/** Another program holds the right to write into the database. */
@EachStore.Contract
class BusyDatabaseTest extends Story {
    private final EachStore store;
    private @Nullable Database place;

    BusyDatabaseTest(EachStore store) {
        this.store = store;
    }

    @Override
    protected World world(Path in) {
        var database =
                switch (store) {
                    case SQLITE -> Database.sqlite(in);
                    case POSTGRES -> Database.postgres();
                };
        place = database;
        return World.stepped(
                in, UnaryOperator.identity(), UnaryOperator.identity(), database::into);
    }

    @Test
    void whoever_presses_hears_within_slacks_three_seconds_that_nothing_was_taken()
            throws InterruptedException {
        aliceAsks();
        var card = bob().sees("asks for a client secret for payroll-api");
        var changes = new Semaphore(0);
        slack().onChange(changes::release);
        slack().patience(Duration.ofSeconds(3));
        try (var held = WriteLock.take(Objects.requireNonNull(place))) {
            assertThat(held).isNotNull();
            // Slack shows trouble of its own when the acknowledgement is late.
            assertThat(card.clicked("Approve").problem()).isEmpty();
            assertThat(
                            slack().command(
                                            erin().id(),
                                            world().company().general(),
                                            "/client-secrets",
                                            "")
                                    .body())
                    .contains("may not have received this. Please try again");
            while (bob().find("may not have received this. Please try again").isEmpty()) {
                changes.acquire();
            }
        }
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);

        card.press("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }
}
