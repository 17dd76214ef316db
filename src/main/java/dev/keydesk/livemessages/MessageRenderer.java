package dev.keydesk.livemessages;

import java.util.Optional;

/** Draws one place for a subject from what is stored at that moment. */
@FunctionalInterface
public interface MessageRenderer {
    /** Nothing if there is nothing to show there. */
    Optional<RenderedMessage> of(String subject);

    /**
     * Whether a message that can no longer be edited, because somebody or Slack's own retention has
     * deleted it, is posted once more.
     */
    default boolean isPostedAnew() {
        return true;
    }

    /**
     * The message cannot be posted, for a reason that waiting does not mend.
     *
     * @param sentence what is wrong
     */
    default void refused(String subject, String sentence) {}
}
