package dev.keydesk.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time in the sandbox: it stands still, or runs with the machine's clock, and can be moved
 * forward in both cases.
 */
public final class SandboxClock implements InstantSource {
    private volatile InstantSource base;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private SandboxClock(InstantSource base) {
        this.base = base;
    }

    /** Returns a clock that stands still at that moment. */
    public static SandboxClock standingAt(Instant start) {
        return new SandboxClock(InstantSource.fixed(start));
    }

    /** Returns a clock that runs with the machine's clock. */
    public static SandboxClock running() {
        return new SandboxClock(InstantSource.system());
    }

    /** Lets the clock run from where it stood. */
    public void run() {
        var machine = InstantSource.system();
        base = InstantSource.offset(machine, Duration.between(machine.instant(), base.instant()));
    }

    /** Moves the clock forward. */
    public void pass(Duration howLong) {
        ahead.accumulateAndGet(howLong, Duration::plus);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
    }
}
