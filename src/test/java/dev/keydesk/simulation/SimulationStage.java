package dev.keydesk.simulation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets one actor act at a time. Each has a thread, but only the one that was told to go runs; it
 * hands the stage back wherever it pauses, so that the seed alone decides what happens when.
 */
final class SimulationStage {
    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("actor-", 0).factory());

    /** By the machine's clock; only a part that waits for what never comes needs as long. */
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final List<SimulatedActor> actors = new ArrayList<>();
    private final Semaphore back = new Semaphore(0);
    private @Nullable SimulatedActor current;

    SimulationStage(InstantSource clock) {
        this.clock = clock;
    }

    /** The actor stands ready and has not begun. */
    SimulatedActor enter(String name, Runnable part) {
        var actor = new SimulatedActor(name, part);
        actors.add(actor);
        THREADS.execute(() -> {
            actor.play();
            back.release();
        });
        return actor;
    }

    /** Whoever acts now. */
    SimulatedActor current() {
        if (current == null) {
            throw new IllegalStateException("nobody is on the stage");
        }
        return current;
    }

    boolean isEmpty() {
        return current == null;
    }

    /** Called by the one who acts: others may act now. */
    void pause(String where) {
        pauseUntil(where, Instant.MIN);
    }

    /** The same, and not before that time. */
    void pauseUntil(String where, Instant notBefore) {
        var me = current();
        mustLive(me);
        me.where = where;
        me.notBefore = notBefore;
        back.release();
        me.go.acquireUninterruptibly();
        me.notBefore = Instant.MIN;
        mustLive(me);
    }

    /** The same, and not before somebody else has done that. */
    void pauseUntil(String where, BooleanSupplier isDone) {
        var me = current();
        me.isDone = isDone;
        try {
            while (!isDone.getAsBoolean()) {
                pause(where);
            }
        } finally {
            me.isDone = SimulatedActor.NOTHING_TO_WAIT_FOR;
        }
    }

    private static void mustLive(SimulatedActor actor) {
        var node = actor.inside;
        if (node != null && !node.lives()) {
            throw new Crashed();
        }
    }

    /** Lets this one act until it pauses or ends. */
    void act(SimulatedActor actor) {
        current = actor;
        actor.go.release();
        try {
            if (!back.tryAcquire(STUCK.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(actor + " does not come back:\n" + whereAllAre());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } finally {
            current = null;
        }
        if (actor.ended) {
            actors.remove(actor);
            if (actor.failure != null) {
                throw new IllegalStateException(actor + " failed", actor.failure);
            }
        }
    }

    private static String whereAllAre() {
        var all = new StringBuilder();
        Thread.getAllStackTraces()
                .forEach((thread, stack) -> {
                    if (thread.getName().startsWith("actor-")) {
                        all.append(thread.getName()).append('\n');
                        for (var frame : stack) {
                            all.append("    ").append(frame).append('\n');
                        }
                    }
                });
        return all.toString();
    }

    List<SimulatedActor> ready() {
        var now = clock.instant();
        return actors.stream().filter(actor -> actor.isReady(now)).toList();
    }

    List<SimulatedActor> all() {
        return List.copyOf(actors);
    }

    /** When the first of those who wait for a time may go on; the far future if nobody waits. */
    Instant nextWaking() {
        return actors.stream()
                .map(actor -> actor.notBefore)
                .filter(when -> when.isAfter(clock.instant()))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
