package dev.keydesk.stories;

import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.CutLine;
import dev.keydesk.store.Postgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** A desk with threads of its own needs nobody to get over a database that was away. */
@Timeout(120)
class DatabaseComesBackTest {
    @TempDir private Path folder;

    @Test
    void jobs_go_on_by_themselves() throws InterruptedException {
        try (var line = new CutLine(Postgres.port());
                var world =
                        World.running(
                                folder, Postgres.freshDatabase().through(line.port())::into)) {
            Readiness.await(world);
            var changes = new Semaphore(0);
            world.company().slack().onChange(changes::release);
            world.alice()
                    .runs("/new-client-secret payroll-api")
                    .description("nightly export")
                    .lifetime(90)
                    .reason("The old secret expires in spring.")
                    .submit();
            waitFor(changes, world.bob(), "asks for a client secret for payroll-api");

            line.cut();
            world.bob().sees("asks for a client secret for payroll-api").clicked("Approve");
            waitFor(changes, world.bob(), "Please try again");
            line.mend();
            Readiness.await(world);
            world.bob().sees("asks for a client secret for payroll-api").press("Approve");
            waitFor(changes, world.alice(), "can pick it up");
        }
    }

    private static void waitFor(Semaphore changes, TestUser person, String words)
            throws InterruptedException {
        while (person.find(words).isEmpty()) {
            changes.acquire();
        }
    }
}
