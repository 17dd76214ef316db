package dev.keydesk.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The permission to pick up one secret, which is all that an approval gives.
 *
 * @param pickUpBy the pick-up must begin before this
 * @param attempts how often Entra was asked for a secret
 * @param timesGivenBack how often a secret was removed because it did not arrive
 * @param secretStarts the start of the secrets of recent attempts, by attempt
 */
public record PickUpGrant(
        Approval approval,
        Instant pickUpBy,
        int attempts,
        int timesGivenBack,
        Map<Integer, Instant> secretStarts) {
    /**
     * A secret that did not arrive can be picked up again this often; then a person looks at the
     * request.
     */
    public static final int MOST_REDOS = 3;

    /** Longer than a secret is looked for by its name. */
    private static final Duration REMEMBERED = Duration.ofDays(2);

    /** Entra stores the start that it is sent, in whole seconds. */
    private static final Duration ROUNDED = Duration.ofSeconds(10);

    public PickUpGrant {
        secretStarts = Collections.unmodifiableMap(new TreeMap<>(secretStarts));
    }

    static PickUpGrant given(Approval approval, Instant until) {
        return new PickUpGrant(approval, until, 0, 0, Map.of());
    }

    /** Returns the marker of the current or last attempt. */
    public Marker marker(Ticket ticket) {
        return new Marker(ticket, attempts);
    }

    /** Returns empty if that attempt was long ago, or never happened. */
    Optional<Instant> earliestStart(int attempt) {
        return Optional.ofNullable(secretStarts.get(attempt)).map(start -> start.minus(ROUNDED));
    }

    PickUpGrant attempted(Instant keyStart) {
        var recent = new TreeMap<>(secretStarts);
        recent.values().removeIf(start -> start.isBefore(keyStart.minus(REMEMBERED)));
        recent.put(attempts + 1, keyStart);
        return new PickUpGrant(approval, pickUpBy, attempts + 1, timesGivenBack, recent);
    }

    PickUpGrant redone() {
        return new PickUpGrant(approval, pickUpBy, attempts, timesGivenBack + 1, secretStarts);
    }

    PickUpGrant freshCount() {
        return new PickUpGrant(approval, pickUpBy, attempts, 0, secretStarts);
    }

    PickUpGrant atLeastUntil(Instant instant) {
        return pickUpBy.isAfter(instant)
                ? this
                : new PickUpGrant(approval, instant, attempts, timesGivenBack, secretStarts);
    }
}
