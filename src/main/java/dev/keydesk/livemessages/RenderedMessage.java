package dev.keydesk.livemessages;

import dev.keydesk.chat.OutgoingMessage;

import java.util.Optional;

/**
 * How a place looks right now.
 *
 * @param version of the row it was drawn from
 * @param slot a new slot is a new message, which notifies people; the same slot is edited in place
 * @param message nothing if no new message is due, and only earlier ones are to be closed
 * @param earlier what messages of other slots become, so that no old button stays
 */
public record RenderedMessage(
        long version,
        String slot,
        Destination to,
        Optional<OutgoingMessage> message,
        Optional<OutgoingMessage> earlier) {

    /** One message that is edited as long as it stands. */
    public static RenderedMessage one(long version, Destination to, OutgoingMessage message) {
        return new RenderedMessage(version, "", to, Optional.of(message), Optional.empty());
    }

    /** A message of a series; the ones before it stay as they are. */
    public static RenderedMessage next(
            long version, String slot, Destination to, OutgoingMessage message) {
        return new RenderedMessage(version, slot, to, Optional.of(message), Optional.empty());
    }

    /** A message of a series, of which only the last one is live. */
    public static RenderedMessage replacing(
            long version,
            String slot,
            Destination to,
            OutgoingMessage message,
            OutgoingMessage earlier) {
        return new RenderedMessage(version, slot, to, Optional.of(message), Optional.of(earlier));
    }

    /** Nothing new; what stands there is closed. */
    public static RenderedMessage closed(long version, Destination to, OutgoingMessage earlier) {
        return new RenderedMessage(version, "closed", to, Optional.empty(), Optional.of(earlier));
    }
}
