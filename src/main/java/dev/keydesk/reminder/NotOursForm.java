package dev.keydesk.reminder;

import static dev.keydesk.chat.Blocks.form;
import static dev.keydesk.chat.Blocks.input;
import static dev.keydesk.chat.Blocks.placeholder;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.element.ConversationsFilter;
import com.slack.api.model.block.element.ConversationsSelectElement;
import com.slack.api.model.view.View;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.reminder.ReminderLines.Placed;
import dev.keydesk.store.Db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** Asks to whom the app belongs, if not to the readers of the reminder. */
public final class NotOursForm {
    public static final String CALLBACK = "not_ours";
    public static final String CHANNEL = "right_channel";

    private static final Logger log = LoggerFactory.getLogger(NotOursForm.class);
    private static final int NAME_SHOWN = 80;

    private final ReminderLines lines;
    private final Chat chat;

    public NotOursForm(Db db, Chat chat) {
        this.lines = new ReminderLines(db);
        this.chat = chat;
    }

    /**
     * Opens the form while the trigger id is valid.
     *
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> open(String line, String triggerId) {
        return lines.find(line)
                .map(placed -> open(placed, triggerId))
                .orElse(Optional.of(SnoozeActions.UNKNOWN));
    }

    private Optional<String> open(Placed placed, String triggerId) {
        var entry = placed.line().entry();
        if (entry.responsible().byRule()) {
            return Optional.of(onlyOperators(entry));
        }
        return switch (placed.line()) {
            case ReminderLine.Moved _, ReminderLine.Closed _ ->
                    Optional.of(SnoozeActions.settled(placed.line()));
            case ReminderLine.Open _, ReminderLine.Snoozed _ -> show(placed, triggerId);
        };
    }

    /** A click does not change what the operators have written. */
    static String onlyOperators(ReminderEntry entry) {
        return "keydesk.yml says where the reminders of %s go, so nothing was changed. Ask the operator to change it."
                .formatted(Mrkdwn.escape(entry.app().name(), NAME_SHOWN));
    }

    private Optional<String> show(Placed placed, String triggerId) {
        try {
            chat.open(triggerId, view(placed));
            return Optional.empty();
        } catch (ChatFailure failure) {
            log.warn("line={} the form was not opened: {}", placed.id(), failure.getMessage());
            return Optional.of(
                    "Slack did not open the form, so nothing was changed. Please press again.");
        }
    }

    private static View view(Placed placed) {
        return form(
                CALLBACK,
                "Not ours",
                "Send it there",
                placed.id(),
                List.of(
                        section(
                                "Who looks after *%s*? All reminders about it go to that channel from now on. The desk has to be a member of that channel."
                                        .formatted(
                                                Mrkdwn.escape(
                                                        placed.line().entry().app().name(),
                                                        NAME_SHOWN))),
                        input(CHANNEL, "Their channel", channels())));
    }

    private static ConversationsSelectElement channels() {
        return ConversationsSelectElement.builder()
                .actionId(CHANNEL)
                .placeholder(placeholder("Choose a channel"))
                .filter(
                        ConversationsFilter.builder()
                                .include(List.of("public", "private"))
                                .excludeExternalSharedChannels(true)
                                .excludeBotUsers(true)
                                .build())
                .build();
    }
}
