package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.request.SecretRequest;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/** The disk under the SQLite file takes nothing more, and later it does again. */
@Timeout(120)
class DiskTroubleTest extends Story {
    private static final int PAGE = 4096;

    /** There is one writing connection, and this is it. */
    private void writer(String pragma) throws SQLException {
        try (var connection = world().bot().platform().db().joining().getConnection();
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
        while (bob().find("may not have received this. Please try again").isEmpty()) {
            changes.acquire();
        }
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(503);
        assertThat(Readiness.of(world()).body()).contains("accepts no change");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);

        writer("pragma query_only = off");
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(200);
        card.press("Approve");
        alice().sees("can pick it up");
    }

    @Test
    void a_damaged_page_that_the_desk_comes_upon_makes_it_unready() throws Exception {
        aliceAsks();
        var text = "an app that is seldom read ".repeat(100);
        world().bot()
                .platform()
                .db()
                .writing(tx ->
                        tx.sql()
                                .execute(
                                        "insert into reminder_override values ('seldom', ?, 'U1',"
                                                + " 1)",
                                        text));
        writer("pragma wal_checkpoint(truncate)");
        overwrite(text);
        assertThat(Readiness.of(world()).statusCode()).as("nobody came upon it").isEqualTo(200);

        assertThatThrownBy(() -> world().bot().platform().db().read(DiskTroubleTest::apps))
                .hasStackTraceContaining("SQLITE_CORRUPT");
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(503);
        assertThat(Readiness.of(world()).body())
                .contains("The database is damaged: a part of it cannot be read. Stop the desk");
    }

    private static List<String> apps(Handle sql) {
        return sql.createQuery("select channel from reminder_override").mapTo(String.class).list();
    }

    /** The page of the file on which that text begins. */
    private void overwrite(String text) throws IOException {
        var file = world().folder().resolve("keydesk.db");
        var bytes = Files.readAllBytes(file);
        int page = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text) / PAGE * PAGE;
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var garbage = new byte[PAGE];
            Arrays.fill(garbage, (byte) 0x5a);
            channel.write(ByteBuffer.wrap(garbage), page);
        }
    }
}
