package dev.keydesk.request;

import dev.keydesk.config.Door;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that Entra made for a request: everything about it but its value.
 *
 * @param shownThrough how the value went out; empty while nobody has seen it
 * @param hint the first three characters of the value, which Entra shows in its portal too
 */
public record MadeKey(
        String keyId,
        String name,
        String hint,
        Instant start,
        Instant end,
        Optional<Door> shownThrough) {

    public MadeKey shown(Door through) {
        return new MadeKey(keyId, name, hint, start, end, Optional.of(through));
    }

    public boolean wasShownThrough(Door door) {
        return shownThrough.filter(door::equals).isPresent();
    }
}
