package dev.keydesk.reminder;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.time.Instant;
import java.util.Optional;

/**
 * One key on a message of reminders.
 *
 * <pre>
 * Open ──▶ Snoozed ──┐
 *   ├────────────────┼──▶ Moved
 *   └────────────────┴──▶ Closed
 * </pre>
 */
sealed interface ReminderLine {
    ReminderEntry entry();

    /** Whether somebody still has something to do. */
    default boolean isOpen() {
        return switch (this) {
            case Open _, Snoozed _ -> true;
            case Moved _, Closed _ -> false;
        };
    }

    /** The same with what is known now; empty where nothing is left to do. */
    default Optional<ReminderLine> updated(ReminderEntry now) {
        return switch (this) {
            case Open _ -> Optional.of(new Open(now));
            case Snoozed(_, var by, var until) -> Optional.of(new Snoozed(now, by, until));
            case Moved _, Closed _ -> Optional.empty();
        };
    }

    /** Somebody has to do something. */
    record Open(ReminderEntry entry) implements ReminderLine {
        Snoozed snooze(UserId by, Instant until) {
            return new Snoozed(entry, by, until);
        }
    }

    /** Somebody has seen it; the next step tells of the key again. */
    record Snoozed(ReminderEntry entry, UserId by, Instant until) implements ReminderLine {}

    /** It went to the channel of those who look after the app. */
    record Moved(ReminderEntry entry, UserId by, ChannelId to) implements ReminderLine {}

    /**
     * Nothing is left to do here.
     *
     * @param because what became of the key, as the end of a sentence
     * @param newEnd of a key that ends at another time now, so that it is told anew
     */
    record Closed(ReminderEntry entry, String because, Instant at, Optional<Instant> newEnd)
            implements ReminderLine {
        static Closed gone(ReminderEntry entry, String because, Instant at) {
            return new Closed(entry, because, at, Optional.empty());
        }

        static Closed endMoved(ReminderEntry entry, Instant newEnd, Instant at) {
            // Older nodes know no new end and show this alone.
            return new Closed(entry, "its expiry date has changed", at, Optional.of(newEnd));
        }
    }
}
