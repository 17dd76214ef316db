package dev.keydesk.sandbox.entra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a secret was used to sign in, as Entra's sign-in log shows it.
 *
 * @param times how often the app signed in with it
 * @param latest the last attempts with a secret that Entra knew, at most twenty, the oldest first
 */
public record KeyUse(long times, List<Attempt> latest) {
    static final KeyUse NONE = new KeyUse(0, List.of());
    private static final int MOST = 20;

    public KeyUse {
        latest = List.copyOf(latest);
    }

    /**
     * An attempt to sign in, without the value.
     *
     * @param outcome Entra's answer, in words
     */
    public record Attempt(Instant at, boolean accepted, String outcome) {}

    /** Returns when the app last signed in with it. */
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
