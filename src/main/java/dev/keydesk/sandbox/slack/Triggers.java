package dev.keydesk.sandbox.slack;

import dev.keydesk.config.UserId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trigger ids: each opens one modal, within three seconds of the person's action. */
final class Triggers {
    static final Duration LIFE = Duration.ofSeconds(3);

    private static final String SHAPE = "\\d+\\.\\d+\\.[0-9a-f]+";

    private final Map<String, Trigger> made = new HashMap<>();
    private final Set<String> exchanged = new HashSet<>();
    private final Ids ids;
    private final InstantSource clock;

    Triggers(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Who acted, and the modal in which they did. */
    record Trigger(UserId by, Optional<String> viewId, Instant at) {}

    synchronized String make(UserId by, Optional<String> viewId) {
        Instant now = clock.instant();
        String id = now.toEpochMilli() + "." + (1000 + made.size()) + "." + ids.hex(16);
        made.put(id, new Trigger(by, viewId, now));
        return id;
    }

    synchronized Trigger exchange(String id) {
        if (!id.matches(SHAPE)) {
            var flaw = new Flaw("invalid `trigger_id`", "/trigger_id");
            throw Refused.argument(flaw.text());
        }
        Trigger trigger = made.get(id);
        if (trigger == null) {
            throw new Refused("invalid_trigger_id");
        }
        if (clock.instant().isAfter(trigger.at().plus(LIFE))) {
            throw new Refused("expired_trigger_id");
        }
        if (!exchanged.add(id)) {
            throw new Refused("exchanged_trigger_id");
        }
        return trigger;
    }
}
