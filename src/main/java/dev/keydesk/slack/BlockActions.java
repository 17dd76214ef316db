package dev.keydesk.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.request.Request;

import dev.keydesk.home.HomeAnswers;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.Interaction;

import java.util.Optional;

/**
 * Takes a pressed button, wherever it stood. On a home tab Slack gives no address to answer to, so
 * a modal is opened for the answer while the trigger still lives.
 */
final class BlockActions {
    private final InteractionMapper interactionMapper;
    private final Inbox inbox;
    private final HomeAnswers answers;

    BlockActions(InteractionMapper interactionMapper, Inbox inbox, HomeAnswers answers) {
        this.interactionMapper = interactionMapper;
        this.inbox = inbox;
        this.answers = answers;
    }

    void take(Request<?> request, BlockActionPayload payload) {
        var interaction = interactionMapper.of(request, payload);
        if (!isOnHome(payload)) {
            inbox.take(interaction);
        } else if (inbox.first(interaction.id())) {
            inbox.takeFirst(
                    answers.open(payload.getTriggerId())
                            .map(interaction::withResponseUrl)
                            .orElse(interaction));
        }
    }

    /** Says why nothing was opened, to a click whose delivery was taken. */
    void say(Interaction interaction, BlockActionPayload payload, String sentence) {
        if (!isOnHome(payload) || !answers.say(payload.getTriggerId(), sentence)) {
            inbox.takeFirst(interaction.answerOnly(sentence));
        }
    }

    private static boolean isOnHome(BlockActionPayload payload) {
        return Optional.ofNullable(payload.getView())
                .filter(view -> "home".equals(view.getType()))
                .isPresent();
    }
}
