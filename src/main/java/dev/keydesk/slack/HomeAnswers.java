package dev.keydesk.slack;

import static dev.keydesk.chat.Blocks.section;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.OpenedView;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.chat.ViewAddress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** Opens the modal that answers a click on the Home tab, while the trigger id is valid. */
final class HomeAnswers {
    private static final Logger log = LoggerFactory.getLogger(HomeAnswers.class);

    private static final String TAKEN =
            "Your click was received. If there is something to show you, it appears here in a"
                    + " moment. The home tab shows the state of the request.";

    private final Chat chat;

    HomeAnswers(Chat chat) {
        this.chat = chat;
    }

    /** Returns the address for the answer; empty if Slack did not open the modal. */
    Optional<String> open(String triggerId) {
        return open(triggerId, TAKEN).map(ViewAddress::of);
    }

    /** Answers at once; returns false if Slack did not open the modal. */
    boolean say(String triggerId, String sentence) {
        return open(triggerId, sentence).isPresent();
    }

    private Optional<OpenedView> open(String triggerId, String sentence) {
        try {
            var words = new OutgoingMessage(sentence, List.of(section(sentence)));
            return Optional.of(chat.openAnswer(triggerId, words));
        } catch (ChatFailure failure) {
            log.info("an answer was not opened: {}", failure.getMessage());
            return Optional.empty();
        }
    }
}
