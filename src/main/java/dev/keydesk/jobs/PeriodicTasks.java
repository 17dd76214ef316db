package dev.keydesk.jobs;

import dev.keydesk.logging.Traces;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs periodic tasks: on each node those for its own memory, and on one node at a time those that
 * change rows. Work that must happen at a certain time is a job instead.
 *
 * <p>However a run ends, even with an {@link Error}, the task runs again at its next time, and the
 * log and {@code /health} say what went wrong.
 */
public final class PeriodicTasks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTasks.class);

    /** The pause between scans, and of all tasks that use what a scan has seen. */
    public static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /** The pause of clean-up tasks that nobody waits for. */
    public static final Duration AN_HOUR = Duration.ofHours(1);

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private record Round(
            String name, Duration pause, boolean inCluster, Runnable work, ReentrantLock alone) {}

    private record Trouble(String words, Instant until) {}

    private final Jobs jobs;
    private final InstantSource clock;
    private final Traces traces;
    private final List<Round> rounds = new ArrayList<>();
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final Set<Thread> atWork = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A scan uses the processor for long, and acknowledgements run on virtual threads. */
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(
                    2, Thread.ofPlatform().daemon().name("rounds-", 0).factory());

    public PeriodicTasks(Jobs jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
        this.traces = new Traces(clock);
    }

    /**
     * Adds a task for the memory of each node. It runs first at the start, and then after each
     * pause.
     *
     * @param work changes no rows
     */
    public void every(Duration pause, String name, Runnable work) {
        rounds.add(new Round(name, pause, false, work, new ReentrantLock()));
    }

    /**
     * Adds a task that runs on one node at a time, whichever is first. All of these must be known
     * before the scheduler of the jobs is built.
     *
     * @param name is stored, so its meaning never changes
     */
    public void everyInCluster(Duration pause, String name, Runnable work) {
        var round = new Round(name, pause, true, work, new ReentrantLock());
        rounds.add(round);
        jobs.every(new JobKind("round: " + name), pause, () -> asJob(round));
    }

    /** Runs every task once on this thread. */
    public void runOnce() {
        rounds.forEach(round -> run(round));
    }

    public void start() {
        for (var round : rounds) {
            if (!round.inCluster()) {
                var _ =
                        timer.scheduleWithFixedDelay(
                                () -> run(round),
                                0,
                                round.pause().toMillis(),
                                TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Runs the tasks of each node once on this thread. */
    public void onceOfThisNode() {
        rounds.stream().filter(round -> !round.inCluster()).forEach(this::run);
    }

    /** Returns the names of the tasks that each node runs for itself. */
    public List<String> ofEachNode() {
        return rounds.stream().filter(round -> !round.inCluster()).map(Round::name).toList();
    }

    /** Returns a sentence for each task that failed lately and has not succeeded since. */
    public List<String> troubles() {
        var now = clock.instant();
        troubles.values().removeIf(trouble -> trouble.until().isBefore(now));
        return troubles.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> "%s: %s".formatted(it.getKey(), it.getValue().words()))
                .toList();
    }

    /** When this node stops, another one runs the task. */
    private void asJob(Round round) {
        atWork.add(Thread.currentThread());
        boolean done;
        try {
            done = !closed && runOrPutOff(round);
        } finally {
            atWork.remove(Thread.currentThread());
        }
        // The interruption has served its purpose, and would keep the job from being released.
        if (closed && (Thread.interrupted() || !done)) {
            throw new RescheduleException(clock.instant());
        }
    }

    /** If another thread is running the task, waits for it and then runs the task once more. */
    private boolean run(Round round) {
        try {
            return runOrPutOff(round);
        } catch (RescheduleException later) {
            log.debug("round={} is not this node's now", round.name());
            return true;
        }
    }

    private boolean runOrPutOff(Round round) {
        round.alone().lock();
        try {
            round.work().run();
            troubles.remove(round.name());
            return true;
        } catch (RescheduleException later) {
            throw later;
        } catch (RuntimeException | Error trouble) {
            failed(round, trouble);
            return false;
        } finally {
            round.alone().unlock();
        }
    }

    private void failed(Round round, Throwable trouble) {
        var told = traces.describe(trouble);
        if (closed) {
            log.info("round={} was broken off: {}", round.name(), told.words());
            return;
        }
        // Another node may succeed from now on, and this one is not told.
        var until = clock.instant().plus(round.pause().multipliedBy(2)).plus(A_MINUTE);
        troubles.put(round.name(), new Trouble(told.words(), until));
        log.warn("round={} failed: {}", round.name(), told.words(), told.stack());
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        atWork.forEach(Thread::interrupt);
    }
}
