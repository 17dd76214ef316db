package dev.keydesk.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The right to pick one secret up, which is all that an approval gives.
 *
 * @param until the pick-up has to begin by then
 * @param attempts how often Entra was asked for a key
 * @param redos how often a key was taken back because it did not reach its person
 * @param starts when the keys of recent attempts were to begin, by attempt
 */
public record PickUpGrant(
        Approval approval, Instant until, int attempts, int redos, Map<Integer, Instant> starts) {
    /** So many times the right is given back when a key did not arrive; then a person looks. */
    public static final int MOST_REDOS = 3;

    /** Longer than a key is looked for by its name. */
    private static final Duration REMEMBERED = Duration.ofDays(2);

    /** Entra keeps the start it is sent, in whole seconds. */
    private static final Duration ROUNDED = Duration.ofSeconds(10);

    public PickUpGrant {
        starts = Collections.unmodifiableMap(new TreeMap<>(starts));
    }

    static PickUpGrant given(Approval approval, Instant until) {
        return new PickUpGrant(approval, until, 0, 0, Map.of());
    }

    /** The attempt this right is in, or was last in. */
    public Marker marker(Ticket ticket) {
        return new Marker(ticket, attempts);
    }

    /** Nothing if that attempt was long ago, or has never been. */
    Optional<Instant> earliestStart(int attempt) {
        return Optional.ofNullable(starts.get(attempt)).map(start -> start.minus(ROUNDED));
    }

    PickUpGrant attempted(Instant keyStart) {
        var recent = new TreeMap<>(starts);
        recent.values().removeIf(start -> start.isBefore(keyStart.minus(REMEMBERED)));
        recent.put(attempts + 1, keyStart);
        return new PickUpGrant(approval, until, attempts + 1, redos, recent);
    }

    PickUpGrant redone() {
        return new PickUpGrant(approval, until, attempts, redos + 1, starts);
    }

    PickUpGrant freshCount() {
        return new PickUpGrant(approval, until, attempts, 0, starts);
    }

    PickUpGrant atLeastUntil(Instant instant) {
        return until.isAfter(instant)
                ? this
                : new PickUpGrant(approval, instant, attempts, redos, starts);
    }
}
