package dev.keydesk.interactions;

import com.slack.api.model.view.View;

import java.util.Map;
import java.util.Optional;

/** What Slack is answered when a form is sent. */
public sealed interface FormOutcome {
    /** The form stays open, with a sentence below each field that needs another look. */
    record Mistakes(Map<String, String> byField) implements FormOutcome {}

    /** Everything is done, and the person reads this in place of the form. */
    record Shows(View view) implements FormOutcome {}

    /**
     * It is stored, and settled by a job.
     *
     * @param action what the inbox knows it as
     * @param subject what it is about
     * @param text what the person wrote
     * @param shows what stands in place of the form; without it the form closes
     */
    record Taken(String action, String subject, String text, Optional<View> shows)
            implements FormOutcome {}

    static FormOutcome taken(String action, String subject, String text) {
        return new Taken(action, subject, text, Optional.empty());
    }
}
