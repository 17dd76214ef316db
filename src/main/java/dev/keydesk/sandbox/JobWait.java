package dev.keydesk.sandbox;

import dev.keydesk.jobs.JobScheduler;

import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until a running Keydesk has done what became due when the time was moved. */
final class JobWait {
    private static final long PAUSE_NANOS = 20_000_000;

    /** Half a minute; a job that fails is tried again later anyway. */
    private static final int MOST_PAUSES = 1500;

    private static final int FEW_PAUSES = 250;

    private JobWait() {}

    static void wait(JobScheduler jobScheduler, InstantSource clock) {
        jobScheduler.wake();
        for (int pause = 0; pause < MOST_PAUSES && isBehind(jobScheduler, clock); pause++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits until the condition holds, for five seconds at most, because Entra may not answer. */
    static void wait(BooleanSupplier isSo) {
        for (int pause = 0; pause < FEW_PAUSES && !isSo.getAsBoolean(); pause++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isBehind(JobScheduler jobScheduler, InstantSource clock) {
        return jobScheduler.nextDue().filter(due -> !due.isAfter(clock.instant())).isPresent();
    }
}
