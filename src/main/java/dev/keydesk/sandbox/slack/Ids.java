package dev.keydesk.sandbox.slack;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Makes ids in the forms that Slack uses. */
final class Ids {
    /** Slack's ids have nine characters or more. */
    private static final long FIRST = 36L * 36 * 36 * 36 * 36 * 10;

    private final AtomicLong last = new AtomicLong(FIRST);
    private final RandomGenerator random;

    Ids() {
        this(new SecureRandom());
    }

    Ids(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a new id such as {@code U07A00012}. */
    String next(String prefix) {
        return prefix + "07" + Long.toString(last.addAndGet(37), 36).toUpperCase(Locale.ROOT);
    }

    String hex(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return HexFormat.of().formatHex(some);
    }
}
