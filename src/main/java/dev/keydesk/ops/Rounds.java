package dev.keydesk.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What each node does for its own memory again and again. Nothing that must happen hangs on it:
 * that is stored as a job.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private record Round(String name, Duration every, Runnable work) {}

    private final List<Round> rounds = new ArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(2, Thread.ofVirtual().name("rounds-", 0).factory());

    /** The first time at the start, and then after each pause. */
    public void every(Duration pause, String name, Runnable work) {
        rounds.add(new Round(name, pause, work));
    }

    /** Every round once, now, on this thread. */
    public void once() {
        rounds.forEach(Rounds::run);
    }

    public void start() {
        for (var round : rounds) {
            var _ =
                    timer.scheduleWithFixedDelay(
                            () -> run(round), 0, round.every().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void run(Round round) {
        try {
            round.work().run();
        } catch (RuntimeException trouble) {
            log.warn("round={} failed: {}", round.name(), trouble.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
