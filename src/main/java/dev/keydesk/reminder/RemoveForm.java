package dev.keydesk.reminder;

import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.form;
import static dev.keydesk.chat.Blocks.input;
import static dev.keydesk.chat.Blocks.placeholder;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.config.UserId;
import dev.keydesk.removal.RemovalRequest;
import dev.keydesk.removal.RemovalText;
import dev.keydesk.request.TextInputCheck;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for confirmation before the approvers are asked to remove a credential. */
public final class RemoveForm {
    public static final String CALLBACK = "remove_key";
    public static final String WORDS = "remove_words";

    private static final Logger log = LoggerFactory.getLogger(RemoveForm.class);
    private static final int LONGEST = 500;

    private final RemoveAsked asked;
    private final Chat chat;

    public RemoveForm(RemoveAsked asked, Chat chat) {
        this.asked = asked;
        this.chat = chat;
    }

    /**
     * Opens the form while the trigger id is valid.
     *
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> open(UserId by, String line, String triggerId) {
        return switch (asked.request(by, line, "")) {
            case RemoveAsked.Looked.Cannot(var because) -> Optional.of(because);
            case RemoveAsked.Looked.Can(var removalRequest) ->
                    show(removalRequest, line, triggerId);
        };
    }

    /** Returns what is wrong with a submitted form, by field; empty if nothing is. */
    public Map<String, String> mistakes(String words) {
        return TextInputCheck.mistakeInOptional(words, LONGEST)
                .map(mistake -> Map.of(WORDS, mistake))
                .orElse(Map.of());
    }

    private Optional<String> show(RemovalRequest removalRequest, String line, String triggerId) {
        try {
            chat.open(triggerId, view(removalRequest, line));
            return Optional.empty();
        } catch (ChatFailure failure) {
            log.warn("line={} the form was not opened: {}", line, failure.getMessage());
            return Optional.of(
                    "Slack did not open the form, so nothing was changed. Please press again.");
        }
    }

    private static View view(RemovalRequest removalRequest, String line) {
        return form(
                CALLBACK,
                "Remove this secret?",
                "Send request",
                line,
                List.of(
                        section(RemovalText.question(removalRequest.credential())),
                        section("*%s*".formatted(RemovalText.BREAKS)),
                        words(),
                        context(
                                "The approvers are asked first. Nothing is removed before one of"
                                        + " them approves.")));
    }

    private static InputBlock words() {
        var block =
                input(
                        WORDS,
                        "Why",
                        PlainTextInputElement.builder()
                                .actionId(WORDS)
                                .maxLength(LONGEST)
                                .placeholder(placeholder("The new secret is used everywhere"))
                                .build());
        block.setOptional(true);
        return block;
    }
}
