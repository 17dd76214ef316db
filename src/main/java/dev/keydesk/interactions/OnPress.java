package dev.keydesk.interactions;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a click does before Slack's three seconds are over. */
public sealed interface OnPress {
    /**
     * The click is stored and then handled by a job. Slack gives no response URL for a click on the
     * Home tab, so a modal is opened for the answer.
     */
    record Settled() implements OnPress {}

    /**
     * The same, if the answer is visible in place because the tab or the modal is rendered again.
     */
    record SettledInPlace() implements OnPress {}

    /**
     * Nothing happens: the person's browser has opened the address, and Slack only needs the
     * acknowledgement.
     */
    record Acknowledged() implements OnPress {}

    /**
     * A form is opened.
     *
     * @param form returns a sentence for the person if it was not opened
     */
    record Opens(Function<ButtonPress, Optional<String>> form) implements OnPress {}

    /**
     * The same, but a click for which no form is opened is stored and handled by a job.
     *
     * @param form returns false if it was not opened
     */
    record OpensOrSettles(Predicate<ButtonPress> form) implements OnPress {}

    /** The value decides between several of these. */
    record ByValue(Function<ButtonPress, Chosen> choice) implements OnPress {}

    /**
     * One of several possibilities.
     *
     * @param interaction the click under the action name of that possibility
     */
    record Chosen(OnPress does, Interaction interaction) {}
}
