package dev.keydesk.jobs;

import dev.keydesk.sandbox.SandboxClock;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Time that passes only when a test says so, with everything done that becomes due in it. */
public final class Hours {
    private final SandboxClock clock;
    private final Supplier<SteppedScheduler> engine;

    public Hours(SandboxClock clock, Supplier<SteppedScheduler> engine) {
        this.clock = clock;
        this.engine = engine;
    }

    /** Stops at each moment at which a job is due. */
    public void pass(Duration howLong) {
        var end = clock.instant().plus(howLong);
        for (var due = engine.get().nextDue();
                due.filter(when -> !when.isAfter(end)).isPresent();
                due = engine.get().nextDue()) {
            moveTo(due.get());
            engine.get().runDue();
        }
        moveTo(end);
    }

    private void moveTo(Instant when) {
        if (when.isAfter(clock.instant())) {
            clock.pass(Duration.between(clock.instant(), when));
        }
    }
}
