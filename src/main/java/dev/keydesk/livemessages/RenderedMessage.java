package dev.keydesk.livemessages;

import dev.keydesk.chat.OutgoingMessage;

import java.util.Optional;

/**
 * How one message of a subject should look now.
 *
 * @param version of the row from which it was rendered
 * @param slot a new slot is a new message, which notifies people; the same slot is edited in place
 * @param message empty if no new message is due, and only earlier ones are closed
 * @param earlier what messages of other slots become, so that no old button stays
 */
public record RenderedMessage(
        long version,
        String slot,
        Destination destination,
        Optional<OutgoingMessage> message,
        Optional<OutgoingMessage> earlier) {

    /** Returns one message that is edited as long as it exists. */
    public static RenderedMessage single(long version, Destination to, OutgoingMessage message) {
        return new RenderedMessage(version, "", to, Optional.of(message), Optional.empty());
    }

    /** Returns the next message of a series; the earlier ones stay as they are. */
    public static RenderedMessage next(
            long version, String slot, Destination to, OutgoingMessage message) {
        return new RenderedMessage(version, slot, to, Optional.of(message), Optional.empty());
    }

    /** Returns the next message of a series in which only the last one has buttons. */
    public static RenderedMessage replacing(
            long version,
            String slot,
            Destination to,
            OutgoingMessage message,
            OutgoingMessage earlier) {
        return new RenderedMessage(version, slot, to, Optional.of(message), Optional.of(earlier));
    }

    /** Returns no new message; the existing ones are closed. */
    public static RenderedMessage closed(long version, Destination to, OutgoingMessage earlier) {
        return new RenderedMessage(version, "closed", to, Optional.empty(), Optional.of(earlier));
    }
}
