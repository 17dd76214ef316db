package dev.keydesk.board;

import java.util.Optional;

/** Draws one place for a subject from what is stored at that moment. */
@FunctionalInterface
public interface Drawing {
    /** Nothing if there is nothing to show there. */
    Optional<Drawn> of(String subject);

    /**
     * Slack will not take the message, for a reason that waiting does not mend.
     *
     * @param error Slack's own word for it, such as {@code is_archived}
     */
    default void refused(String subject, String error) {}
}
