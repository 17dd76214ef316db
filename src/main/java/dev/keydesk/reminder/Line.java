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
sealed interface Line {
    Told told();

    /** Whether somebody still has something to do. */
    default boolean isOpen() {
        return switch (this) {
            case Open _, Snoozed _ -> true;
            case Moved _, Closed _ -> false;
        };
    }

    /** The same with what is known now; empty where nothing is left to do. */
    default Optional<Line> saying(Told now) {
        return switch (this) {
            case Open _ -> Optional.of(new Open(now));
            case Snoozed(_, var by, var until) -> Optional.of(new Snoozed(now, by, until));
            case Moved _, Closed _ -> Optional.empty();
        };
    }

    /** Somebody has to do something. */
    record Open(Told told) implements Line {
        Snoozed snooze(UserId by, Instant until) {
            return new Snoozed(told, by, until);
        }
    }

    /** Somebody has seen it; the next step tells of the key again. */
    record Snoozed(Told told, UserId by, Instant until) implements Line {}

    /** It went to the channel of those who look after the app. */
    record Moved(Told told, UserId by, ChannelId to) implements Line {}

    /**
     * Nothing is left to do here.
     *
     * @param because what became of the key, as the end of a sentence
     * @param newEnd of a key that ends at another time now, so that it is told anew
     */
    record Closed(Told told, String because, Instant at, Optional<Instant> newEnd) implements Line {
        static Closed gone(Told told, String because, Instant at) {
            return new Closed(told, because, at, Optional.empty());
        }

        static Closed endMoved(Told told, Instant newEnd, Instant at) {
            // Older nodes know no new end and show this alone.
            return new Closed(told, "its end has changed", at, Optional.of(newEnd));
        }
    }
}
