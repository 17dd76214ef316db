package dev.keydesk.reminder;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.time.Instant;
import java.util.Optional;

/**
 * A line about one credential in a message of reminders.
 *
 * <pre>
 * Open ──▶ Snoozed ──┐
 *   ├────────────────┼──▶ Moved
 *   └────────────────┴──▶ Closed
 * </pre>
 */
sealed interface ReminderLine {
    ReminderEntry entry();

    /** Returns whether somebody still has something to do. */
    default boolean isOpen() {
        return switch (this) {
            case Open _, Snoozed _ -> true;
            case Moved _, Closed _ -> false;
        };
    }

    /** Returns the same with what is known now; empty if nothing is left to do. */
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

    /** Somebody has seen it; the next step reports the credential again. */
    record Snoozed(ReminderEntry entry, UserId snoozedBy, Instant until) implements ReminderLine {}

    /** It was sent to another channel. */
    record Moved(ReminderEntry entry, UserId movedBy, ChannelId channel) implements ReminderLine {}

    /**
     * Nothing is left to do here.
     *
     * @param reason what happened to the credential, as the end of a sentence
     * @param newEnd the new expiry date if that has changed, so that the credential is reported
     *     again
     */
    record Closed(ReminderEntry entry, String reason, Instant closedAt, Optional<Instant> newEnd)
            implements ReminderLine {
        static Closed gone(ReminderEntry entry, String because, Instant at) {
            return new Closed(entry, because, at, Optional.empty());
        }

        static Closed endMoved(ReminderEntry entry, Instant newEnd, Instant at) {
            // Older nodes do not know the new expiry date and show only this.
            return new Closed(entry, "its expiry date has changed", at, Optional.of(newEnd));
        }
    }
}
