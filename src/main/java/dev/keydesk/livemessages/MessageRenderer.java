package dev.keydesk.livemessages;

import java.util.Optional;

/**
 * Renders one message of a subject from the stored row.
 *
 * @param <T> the stored row of the subject
 */
@FunctionalInterface
public interface MessageRenderer<T> {
    /** Returns what should be shown; empty if no message is needed. */
    Optional<RenderedMessage> of(T stored);

    /**
     * Returns whether a message is posted again if it can no longer be edited, because somebody or
     * Slack's retention has deleted it.
     */
    default boolean isPostedAnew() {
        return true;
    }

    /**
     * Is called if the message cannot be posted, for a reason that does not pass by itself.
     *
     * @param sentence what is wrong
     */
    default void refused(T stored, String sentence) {}
}
