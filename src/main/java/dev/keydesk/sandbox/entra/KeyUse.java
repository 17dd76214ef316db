package dev.keydesk.sandbox.entra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a key was used to sign in, as Entra's sign-in log tells.
 *
 * @param times how often Entra let the app in with it
 * @param latest the last attempts of which Entra knew the key, at most twenty, the oldest first
 */
public record KeyUse(long times, List<Attempt> latest) {
    static final KeyUse NONE = new KeyUse(0, List.of());
    private static final int MOST = 20;

    public KeyUse {
        latest = List.copyOf(latest);
    }

    /**
     * One attempt to sign in, never with the value.
     *
     * @param outcome what Entra answered, in words
     */
    public record Attempt(Instant at, boolean accepted, String outcome) {}

    /** When Entra let the app in with it for the last time. */
    public Optional<Instant> last() {
        return latest.reversed().stream().filter(Attempt::accepted).map(Attempt::at).findFirst();
    }

    KeyUse and(Attempt attempt) {
        var more = new ArrayList<>(latest);
        more.add(attempt);
        return new KeyUse(
                times + (attempt.accepted() ? 1 : 0),
                more.subList(Math.max(0, more.size() - MOST), more.size()));
    }
}
