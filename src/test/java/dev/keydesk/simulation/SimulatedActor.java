package dev.keydesk.simulation;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** Somebody with a part to play, who has the stage alone until they pause. */
final class SimulatedActor {
    static final BooleanSupplier NOTHING_TO_WAIT_FOR = () -> true;

    final String name;
    final Semaphore go = new Semaphore(0);
    private final Runnable part;

    /** Where the actor stands; changed only by whoever has the stage. */
    volatile String where = "the beginning";

    volatile Instant notBefore = Instant.MIN;

    /** Whether others have done what the actor waits for. */
    volatile BooleanSupplier isDone = NOTHING_TO_WAIT_FOR;

    /** The bot whose code the actor is in, and which can die under it. */
    volatile @Nullable Node inside;

    volatile boolean ended;
    volatile @Nullable Throwable failure;

    SimulatedActor(String name, Runnable part) {
        this.name = name;
        this.part = part;
    }

    void play() {
        go.acquireUninterruptibly();
        try {
            part.run();
        } catch (Crashed _) {
            // Its process died; whoever comes after it finds what it left.
        } catch (Throwable unexpected) {
            failure = unexpected;
        } finally {
            ended = true;
        }
    }

    boolean isReady(Instant now) {
        return !ended && !now.isBefore(notBefore) && isDone.getAsBoolean();
    }

    @Override
    public String toString() {
        return name + " at " + where;
    }
}
