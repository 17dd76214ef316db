package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.SmallDisk;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/** The disk under the SQLite file fills up, and later there is room again. */
@Timeout(120)
class FullDiskStoryTest extends Story {
    private @Nullable SmallDisk disk;

    @Override
    protected World world(Path in) {
        var place = in.resolve("disk");
        try {
            Files.createDirectory(place);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        disk = SmallDisk.in(place, "4m");
        return World.stepped(
                in,
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                settings -> {
                    var changed = new HashMap<>(settings);
                    changed.put(
                            "KEYDESK_DATABASE_URL", "jdbc:sqlite:" + place.resolve("keydesk.db"));
                    return changed;
                });
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void people_are_told_and_the_desk_says_that_it_is_not_ready_until_there_is_room()
            throws Exception {
        if (disk == null) {
            throw new IllegalStateException("the story has not begun");
        }
        aliceAsks();
        var card = bob().sees("asks for a client secret for payroll-api");
        disk.fill();
        // What fits into the rest of the write-ahead log is taken; then nothing is.
        for (int presses = 0; Readiness.of(world()).statusCode() == 200 && presses < 500; ) {
            presses++;
            card.clicked("Approve");
        }
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(503);
        assertThat(Readiness.of(world()).body()).contains("accepts no change: its disk is full");
        var changes = new Semaphore(0);
        slack().onChange(changes::release);
        while (bob().find("may not have received this. Please try again").isEmpty()) {
            changes.acquire();
        }

        disk.makeRoom();
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(200);
        card.press("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        alice().sees("can pick it up");
    }
}
