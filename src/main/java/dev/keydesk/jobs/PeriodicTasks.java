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
 * What is done again and again: by each node what it needs for its own memory, and by one node at a
 * time what changes rows. Nothing that must happen at a certain time hangs on it: that is a job.
 *
 * <p>However a round ends, also with an {@link Error}, it comes again at its next time, and the log
 * and {@code /health} say what went wrong.
 */
public final class PeriodicTasks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTasks.class);

    /** How often a scan is made, and with it everything that goes by what a scan has seen. */
    public static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /** How often what nobody waits for is tidied up. */
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

    /** A scan keeps its processor for long; acknowledgements run on virtual threads. */
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(
                    2, Thread.ofPlatform().daemon().name("rounds-", 0).factory());

    public PeriodicTasks(Jobs jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
        this.traces = new Traces(clock);
    }

    /**
     * By each node, for its memory. The first time at the start, and then after each pause.
     *
     * @param work changes no rows
     */
    public void every(Duration pause, String name, Runnable work) {
        rounds.add(new Round(name, pause, false, work, new ReentrantLock()));
    }

    /**
     * By one node at a time, whichever comes first. All of these are known before the engine of the
     * jobs is built.
     *
     * @param name is stored, so it never changes its meaning
     */
    public void everyInCluster(Duration pause, String name, Runnable work) {
        var round = new Round(name, pause, true, work, new ReentrantLock());
        rounds.add(round);
        jobs.every(new JobKind("round: " + name), pause, () -> asJob(round));
    }

    /** Every round once, now, on this thread. */
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

    /** Those that each node does for itself, once, now, on this thread. */
    public void onceOfThisNode() {
        rounds.stream().filter(round -> !round.inCluster()).forEach(this::run);
    }

    /** Their names. */
    public List<String> ofEachNode() {
        return rounds.stream().filter(round -> !round.inCluster()).map(Round::name).toList();
    }

    /** What went wrong lately and has not gone well since; a sentence for each round. */
    public List<String> troubles() {
        var now = clock.instant();
        troubles.values().removeIf(trouble -> trouble.until().isBefore(now));
        return troubles.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> "%s: %s".formatted(it.getKey(), it.getValue().words()))
                .toList();
    }

    /** A node that stops lets another one do it. */
    private void asJob(Round round) {
        atWork.add(Thread.currentThread());
        boolean done;
        try {
            done = !closed && runOrPutOff(round);
        } finally {
            atWork.remove(Thread.currentThread());
        }
        // The interruption has done its work, and would keep the job from being given back.
        if (closed && (Thread.interrupted() || !done)) {
            throw new RescheduleException(clock.instant());
        }
    }

    /** Whoever comes while another thread is at it waits for that one, and does it once more. */
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
        var told = traces.told(trouble);
        if (closed) {
            log.info("round={} was broken off: {}", round.name(), told.words());
            return;
        }
        // Another node may do it better from now on, and this one does not hear of that.
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
