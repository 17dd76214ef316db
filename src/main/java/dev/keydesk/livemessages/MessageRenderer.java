package dev.keydesk.livemessages;

import java.util.Optional;

/**
 * Renders one message of a subject from what is stored.
 *
 * @param <T> the stored row of the subject
 */
@FunctionalInterface
public interface MessageRenderer<T> {
    /** Returns what is to be shown; nothing if there is nothing to show there. */
    Optional<RenderedMessage> of(T stored);

    /**
     * Returns whether a message that can no longer be edited, because somebody or Slack's own
     * retention has deleted it, is posted once more.
     */
    default boolean isPostedAnew() {
        return true;
    }

    /**
     * The message cannot be posted, for a reason that waiting does not mend.
     *
     * @param sentence what is wrong
     */
    default void refused(T stored, String sentence) {}
}
