package dev.keydesk.board;

import java.util.Optional;

/** Draws one place for a subject from what is stored at that moment. */
@FunctionalInterface
public interface Drawing {
    /** Nothing if there is nothing to show there. */
    Optional<Drawn> of(String subject);

    /**
     * The message cannot be posted, for a reason that waiting does not mend.
     *
     * @param sentence what is wrong
     */
    default void refused(String subject, String sentence) {}
}
