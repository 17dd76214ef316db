package dev.keydesk.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time in the sandbox: it stands still until it is moved, or runs along with the real one, and
 * can be moved ahead in both cases.
 */
public final class SandboxClock implements InstantSource {
    private volatile InstantSource base;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private SandboxClock(InstantSource base) {
        this.base = base;
    }

    /** Stands still at that moment. */
    public static SandboxClock standingAt(Instant start) {
        return new SandboxClock(InstantSource.fixed(start));
    }

    /** Runs along with the machine's clock. */
    public static SandboxClock running() {
        return new SandboxClock(InstantSource.system());
    }

    /** It runs again, from where it stood. */
    public void run() {
        var machine = InstantSource.system();
        base = InstantSource.offset(machine, Duration.between(machine.instant(), base.instant()));
    }

    public void pass(Duration howLong) {
        ahead.accumulateAndGet(howLong, Duration::plus);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
    }
}
