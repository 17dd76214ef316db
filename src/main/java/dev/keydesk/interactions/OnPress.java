package dev.keydesk.interactions;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a press does before Slack's three seconds are over. */
public sealed interface OnPress {
    /**
     * It is stored, and settled by a job. On the home tab Slack gives no address to answer to, so a
     * modal is opened for the answer.
     */
    record Settled() implements OnPress {}

    /** The same, where the answer is seen in place: the tab or the modal is drawn again. */
    record SettledInPlace() implements OnPress {}

    /** Nothing: the person's browser has opened the address, and Slack only wants an answer. */
    record Acknowledged() implements OnPress {}

    /**
     * A form is opened.
     *
     * @param form a sentence for the person if it was not opened
     */
    record Opens(Function<ButtonPress, Optional<String>> form) implements OnPress {}

    /**
     * The same, where a press without a form is settled as it is.
     *
     * @param form false if it was not opened
     */
    record OpensOrSettles(Predicate<ButtonPress> form) implements OnPress {}

    /** Its value says which of several things it does. */
    record ByValue(Function<ButtonPress, Chosen> choice) implements OnPress {}

    /**
     * One of several things.
     *
     * @param interaction the press, as the inbox knows that thing
     */
    record Chosen(OnPress does, Interaction interaction) {}
}
