package dev.keydesk.web;

import dev.keydesk.config.TrustedProxies;
import dev.keydesk.link.RateLimiter;

import jakarta.servlet.http.HttpServletRequest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps guesses from occupying the database. The token and the limit of five codes keep secrets
 * safe.
 *
 * <p>An address with too many attempts is not blocked, because the holder of the link may use the
 * same one: a company has few, and behind a proxy that is not in the settings there is one for
 * everybody. Its tokens are looked up two at a time, and only wrong ones are refused.
 */
final class GuessLimit {
    static final Duration PAUSE = Duration.ofSeconds(10);

    /** A whole company may use one address. */
    private static final int AT_ONCE = 100;

    private static final int PER_SECOND = 10;

    private static final int LOOK_UPS = 2;
    private static final int MOST_WAITING = 200;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final CallerAddress address;
    private final RateLimiter byAddress;
    private final Semaphore slowLane = new Semaphore(LOOK_UPS, true);

    GuessLimit(TrustedProxies proxies, InstantSource clock) {
        this.address = new CallerAddress(proxies);
        this.byAddress = new RateLimiter(AT_ONCE, PER_SECOND, clock);
    }

    /**
     * Returns whether to refuse the request unread, as one guess too many.
     *
     * @param fits returns whether the request has the token of its link; asked only if needed
     */
    boolean refuses(HttpServletRequest request, BooleanSupplier fits) {
        return byAddress.isTooMuch(address.of(request)) && !isRightAllTheSame(fits);
    }

    private boolean isRightAllTheSame(BooleanSupplier fits) {
        try {
            if (slowLane.getQueueLength() >= MOST_WAITING
                    || !slowLane.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return fits.getAsBoolean();
        } finally {
            slowLane.release();
        }
    }
}
