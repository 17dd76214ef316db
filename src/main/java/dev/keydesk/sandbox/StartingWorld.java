package dev.keydesk.sandbox;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A world whose desk is on its way: half of what a sandbox loads belongs to it alone. */
final class StartingWorld {
    private final CompletableFuture<World> coming;

    private StartingWorld(CompletableFuture<World> coming) {
        this.coming = coming;
    }

    static StartingWorld of(Supplier<World> world) {
        return new StartingWorld(
                CompletableFuture.supplyAsync(
                        world,
                        // A virtual thread would keep one of those from the page that serve it.
                        work -> Thread.ofPlatform().daemon().name("desk-arrives").start(work)));
    }

    /**
     * Waits for it.
     *
     * @throws RuntimeException what kept the desk from starting
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

    /** Waits for it; empty if its desk could not start. */
    Optional<World> outcome() {
        return coming.handle((world, _) -> Optional.ofNullable(world)).join();
    }

    /** Empty while it is on its way, and if it will not come. */
    Optional<World> worldIfThere() {
        return coming.isDone() && !coming.isCompletedExceptionally()
                ? Optional.of(coming.join())
                : Optional.empty();
    }
}
