package dev.keydesk.sandbox;

import dev.keydesk.jobs.JobScheduler;
import dev.keydesk.sandbox.page.TimeTravel;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Moves the time of a running world. It stops whenever a job is due until that is done, and lets
 * Keydesk scan Entra on the way as often as it would, though hardly any real time passes.
 */
final class WorldTime implements TimeTravel {
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(10);

    /** A hanging job must not keep the time from moving. */
    private static final Duration PAST_WHAT_DOES_NOT_END = Duration.ofMinutes(1);

    private static final Duration LONGEST_WAIT = Duration.ofDays(366);

    /** Messages are rendered by then. */
    private static final Duration UNTIL_IT_IS_READ = Duration.ofSeconds(10);

    private static final Duration A_MOMENT = Duration.ofMillis(1_500);

    /** A job that is postponed more often waits for something else. */
    private static final int MOST_MOMENTS = 30;

    private static final String REMINDED = "reminded";

    private final Supplier<World> world;
    private final SandboxClock clock;
    private Instant lastRounds;
    private volatile boolean ended;

    /**
     * Moves the time of this world.
     *
     * @param world waits until it has started
     */
    WorldTime(Supplier<World> world, SandboxClock clock) {
        this.world = world;
        this.clock = clock;
        this.lastRounds = clock.instant();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public synchronized void pass(Duration howLong) {
        var end = now().plus(howLong);
        while (now().isBefore(end) && !ended) {
            goOn(end);
        }
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public synchronized boolean passToTheNextReminder() {
        var end = now().plus(LONGEST_WAIT);
        long before = reminders();
        while (now().isBefore(end) && !ended && reminders() == before) {
            goOn(end);
        }
        boolean reminded = reminders() > before;
        if (reminded) {
            pass(UNTIL_IT_IS_READ);
        }
        return reminded;
    }

    /**
     * Moves to what is due within a moment, such as a second attempt; returns whether there was
     * anything.
     */
    synchronized boolean passTheMoment() {
        var now = now();
        var next =
                jobScheduler().nextDue().filter(now.plus(A_MOMENT)::isAfter).filter(now::isBefore);
        next.ifPresent(due -> clock.pass(Duration.between(now, due)));
        return next.isPresent();
    }

    /**
     * Repeats that until nothing is postponed by a moment any more, such as a message delayed by
     * Slack's rate limit.
     */
    synchronized void passMoments() {
        for (int moment = 0; moment < MOST_MOMENTS; moment++) {
            JobWait.wait(jobScheduler(), clock);
            // A job that has just become due must not hide one that is due in a moment.
            if (!passTheMoment() && !isDueWithinAMoment()) {
                return;
            }
        }
    }

    private boolean isDueWithinAMoment() {
        return jobScheduler().nextDue().filter(now().plus(A_MOMENT)::isAfter).isPresent();
    }

    private long reminders() {
        return world.get().bot().platform().audit().since(Instant.EPOCH).stream()
                .filter(event -> event.kind().equals(REMINDED))
                .count();
    }

    /** Moves to the next moment at which something is due, or to the end. */
    private void goOn(Instant end) {
        JobWait.wait(jobScheduler(), clock);
        var next = jobScheduler().nextDue().filter(end::isAfter).orElse(end);
        var ahead = Duration.between(now(), next);
        clock.pass(ahead.isPositive() ? ahead : PAST_WHAT_DOES_NOT_END);
        if (!now().isBefore(lastRounds.plus(BETWEEN_ROUNDS))) {
            lastRounds = now();
            world.get().bot().platform().periodicTasks().runOnce();
        }
        JobWait.wait(jobScheduler(), clock);
    }

    private JobScheduler jobScheduler() {
        return world.get().bot().platform().jobs().jobScheduler();
    }
}
