package dev.keydesk.sandbox;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A world whose Keydesk is still starting: half of the classes that a sandbox loads are Keydesk's
 * own.
 */
final class StartingWorld {
    private final CompletableFuture<World> coming;

    private StartingWorld(CompletableFuture<World> coming) {
        this.coming = coming;
    }

    static StartingWorld of(Supplier<World> world) {
        return new StartingWorld(
                CompletableFuture.supplyAsync(
                        world,
                        // A virtual thread would occupy a processor that serves the page.
                        work -> Thread.ofPlatform().daemon().name("desk-arrives").start(work)));
    }

    /**
     * Waits for the world.
     *
     * @throws RuntimeException what kept Keydesk from starting
     */
    World world() {
        try {
            return coming.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw failed;
        }
    }

    /** Waits for the world; returns empty if its Keydesk could not start. */
    Optional<World> outcome() {
        return coming.handle((world, _) -> Optional.ofNullable(world)).join();
    }

    /** Returns empty while it is starting, and if it could not start. */
    Optional<World> worldIfThere() {
        return coming.isDone() && !coming.isCompletedExceptionally()
                ? Optional.of(coming.join())
                : Optional.empty();
    }
}
