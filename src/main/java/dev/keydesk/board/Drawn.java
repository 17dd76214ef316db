package dev.keydesk.board;

import dev.keydesk.chat.Message;

import java.util.Optional;

/**
 * How a place looks right now.
 *
 * @param version of the row it was drawn from
 * @param slot a new slot is a new message, which notifies people; the same slot is edited in place
 * @param message nothing if no new message is due, and only earlier ones are to be closed
 * @param earlier what messages of other slots become, so that no old button stays
 */
public record Drawn(
        long version,
        String slot,
        Destination to,
        Optional<Message> message,
        Optional<Message> earlier) {

    /** One message that is edited as long as it stands. */
    public static Drawn one(long version, Destination to, Message message) {
        return new Drawn(version, "", to, Optional.of(message), Optional.empty());
    }

    /** A message of a series; the ones before it stay as they are. */
    public static Drawn next(long version, String slot, Destination to, Message message) {
        return new Drawn(version, slot, to, Optional.of(message), Optional.empty());
    }

    /** A message of a series, of which only the last one is live. */
    public static Drawn replacing(
            long version, String slot, Destination to, Message message, Message earlier) {
        return new Drawn(version, slot, to, Optional.of(message), Optional.of(earlier));
    }

    /** Nothing new; what stands there is closed. */
    public static Drawn closed(long version, Destination to, Message earlier) {
        return new Drawn(version, "closed", to, Optional.empty(), Optional.of(earlier));
    }
}
