package dev.keydesk.approval;

import static dev.keydesk.chat.Blocks.form;
import static dev.keydesk.chat.Blocks.input;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.config.UserId;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.TypedText;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;

/** Asks for the reason before a request is denied. A no without a reason helps nobody. */
public final class DenyForm {
    public static final String CALLBACK = "deny_request";
    public static final String REASON = "deny_reason";

    private static final Logger log = LoggerFactory.getLogger(DenyForm.class);
    private static final int LONGEST = 500;

    private final Chat chat;
    private final Standings standings;

    public DenyForm(Chat chat, Standings standings) {
        this.chat = chat;
        this.standings = standings;
    }

    /**
     * Opens the form, within the life of the trigger.
     *
     * @return false if the click has to be settled without it: this person surely may not decide,
     *     and is told so by the decision itself
     */
    public boolean open(UserId by, String ticket, String triggerId) {
        if (standings.surelyMayNotDecide(by) || Ticket.parse(ticket).isEmpty()) {
            return false;
        }
        try {
            chat.open(triggerId, view(new Ticket(ticket)));
            return true;
        } catch (ChatFailure failure) {
            log.warn("ticket={} the form was not opened: {}", ticket, failure.getMessage());
            return false;
        }
    }

    /** What is wrong with a reason, by field; empty if it is fine. */
    public Map<String, String> mistakes(String reason) {
        return TypedText.mistake(reason, LONGEST, "Say why; the requester reads it.")
                .map(mistake -> Map.of(REASON, mistake))
                .orElse(Map.of());
    }

    /** What a submitted form is about; it comes back from the person's client. */
    public String subjectOf(@Nullable String privateMetadata) {
        return privateMetadata == null ? "" : privateMetadata;
    }

    private static View view(Ticket ticket) {
        return form(
                CALLBACK,
                "Deny " + ticket,
                "Deny",
                ticket.text(),
                List.of(
                        section("The requester and this channel read the reason."),
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
