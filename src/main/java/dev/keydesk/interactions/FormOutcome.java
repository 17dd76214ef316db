package dev.keydesk.interactions;

import com.slack.api.model.view.View;

import java.util.Map;
import java.util.Optional;

/** The answer to Slack when a form is submitted. */
public sealed interface FormOutcome {
    /** The form stays open, with a sentence below each wrong field. */
    record Mistakes(Map<String, String> byField) implements FormOutcome {}

    /** Everything is done, and this view replaces the form. */
    record Shows(View view) implements FormOutcome {}

    /**
     * The submission is stored and then handled by a job.
     *
     * @param action the name under which the inbox knows it
     * @param subject what it is about
     * @param text that the person wrote
     * @param shows the view that replaces the form; if empty, the form closes
     */
    record Taken(String action, String subject, String text, Optional<View> shows)
            implements FormOutcome {}

    static FormOutcome taken(String action, String subject, String text) {
        return new Taken(action, subject, text, Optional.empty());
    }
}
