package dev.keydesk.sandbox;

import dev.keydesk.jobs.JobScheduler;

import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a running desk to catch up with a time that was moved. */
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

    /** Waits until that is so, for five seconds at most: Entra may be away. */
    static void wait(BooleanSupplier isSo) {
        for (int pause = 0; pause < FEW_PAUSES && !isSo.getAsBoolean(); pause++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isBehind(JobScheduler jobScheduler, InstantSource clock) {
        return jobScheduler.nextDue().filter(due -> !due.isAfter(clock.instant())).isPresent();
    }
}
