package dev.keydesk.reminder;

import dev.keydesk.config.ReminderStep;
import dev.keydesk.reminder.ReminderEntry.KeyEnd;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps that were sent for each credential, and the credentials that are snoozed. Not
 * thread-safe.
 */
final class ReminderStatus {
    private final Map<KeyEnd, Set<ReminderStep>> steps = new HashMap<>();
    private final Map<KeyEnd, Instant> snoozedUntil = new HashMap<>();

    void add(KeyEnd key, ReminderStep step) {
        steps.computeIfAbsent(key, _ -> new HashSet<>()).add(step);
    }

    void snoozed(KeyEnd key, Instant until) {
        snoozedUntil.put(key, until);
    }

    Set<ReminderStep> of(KeyEnd key) {
        return steps.getOrDefault(key, Set.of());
    }

    /** Returns whether somebody has snoozed it beyond that moment. */
    boolean isSnoozed(KeyEnd key, Instant at) {
        return Optional.ofNullable(snoozedUntil.get(key)).filter(at::isBefore).isPresent();
    }
}
