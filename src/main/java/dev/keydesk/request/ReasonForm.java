package dev.keydesk.request;

import static dev.keydesk.chat.Blocks.form;
import static dev.keydesk.chat.Blocks.input;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.interactions.ButtonPress;
import dev.keydesk.interactions.FormOutcome;
import dev.keydesk.interactions.SentForm;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;

/** Asks for the reason of a refusal, because a refusal without a reason helps nobody. */
public final class ReasonForm {
    public static final String REASON = "deny_reason";

    private static final Logger log = LoggerFactory.getLogger(ReasonForm.class);
    private static final int LONGEST = 500;

    /** What is refused. */
    public enum No {
        TO_A_REQUEST("deny_request", "Deny"),
        TO_A_REMOVAL("decline_removal", "Decline");

        private final String callback;
        private final String verb;

        No(String callback, String verb) {
            this.callback = callback;
            this.verb = verb;
        }

        /** Returns Slack's name of the form when it is submitted. */
        public String callback() {
            return callback;
        }
    }

    private final Chat chat;
    private final PrincipalResolver principals;

    public ReasonForm(Chat chat, PrincipalResolver principals) {
        this.chat = chat;
        this.principals = principals;
    }

    /**
     * Opens the form while the trigger id is valid.
     *
     * @param press about a request or a removal, whose name has at most a dozen characters
     * @return false if the click must be handled without a form: this person certainly may not
     *     decide, and the decision itself says so
     */
    public boolean open(No no, ButtonPress press) {
        var subject = press.subject();
        if (principals.surelyMayNotDecide(press.user())) {
            return false;
        }
        try {
            chat.open(press.triggerId(), view(no, subject));
            return true;
        } catch (ChatFailure failure) {
            log.warn("subject={} the form was not opened: {}", subject, failure.getMessage());
            return false;
        }
    }

    /** Returns what is wrong with a reason, by field; empty if it is fine. */
    public Map<String, String> mistakes(String reason) {
        return TextInputCheck.mistake(reason, LONGEST, "Say why; the requester reads it.")
                .map(mistake -> Map.of(REASON, mistake))
                .orElse(Map.of());
    }

    /**
     * Handles the submitted form.
     *
     * @param settles the action name of the decision
     */
    public FormOutcome sent(SentForm form, String settles) {
        var reason = form.fields().text(REASON);
        var mistakes = mistakes(reason);
        return mistakes.isEmpty()
                ? FormOutcome.taken(settles, form.metadata(), reason.strip())
                : new FormOutcome.Mistakes(mistakes);
    }

    private static View view(No no, String subject) {
        return form(
                no.callback,
                no.verb + " " + subject,
                no.verb,
                subject,
                List.of(
                        section(
                                "The requester and the members of this channel can read the"
                                        + " reason."),
                        input(
                                REASON,
                                "Reason",
                                PlainTextInputElement.builder()
                                        .actionId(REASON)
                                        .multiline(true)
                                        .maxLength(LONGEST)
                                        .build())));
    }
}
