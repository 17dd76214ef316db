package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/** The disk under the SQLite file takes nothing more, and later it does again. */
@Timeout(120)
class DiskTroubleTest extends Story {
    /** There is one writing connection, and this is it. */
    private void writer(String pragma) throws SQLException {
        try (var connection = world().bot().db().joining().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(pragma);
        }
    }

    @Test
    void on_a_disk_that_became_read_only_people_are_told_and_the_desk_stays() throws Exception {
        aliceAsks();
        var card = bob().sees("asks for a client secret for payroll-api");
        // To the writing connection, a file system that was mounted anew looks the same.
        writer("pragma query_only = on");

        assertThat(card.clicked("Approve").problem()).isEmpty();
        var changes = new Semaphore(0);
        slack().onChange(changes::release);
        while (bob().find("may not have taken this. Please try again").isEmpty()) {
            changes.acquire();
        }
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(503);
        assertThat(Readiness.of(world()).body()).contains("takes no change");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);

        writer("pragma query_only = off");
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(200);
        card.press("Approve");
        alice().sees("can pick it up");
    }
}
