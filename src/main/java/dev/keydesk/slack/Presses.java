package dev.keydesk.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.request.Request;

import dev.keydesk.home.HomeAnswers;
import dev.keydesk.inbox.Click;
import dev.keydesk.inbox.Inbox;

import java.util.Optional;

/**
 * Takes a pressed button, wherever it stood. On a home tab Slack gives no address to answer to, so
 * a modal is opened for the answer while the trigger still lives.
 */
final class Presses {
    private final Clicks clicks;
    private final Inbox inbox;
    private final HomeAnswers answers;

    Presses(Clicks clicks, Inbox inbox, HomeAnswers answers) {
        this.clicks = clicks;
        this.inbox = inbox;
        this.answers = answers;
    }

    void take(Request<?> request, BlockActionPayload payload) {
        var click = clicks.of(request, payload);
        if (!isOnHome(payload)) {
            inbox.take(click);
        } else if (inbox.first(click.id())) {
            inbox.takeFirst(
                    answers.open(payload.getTriggerId()).map(click::answeredAt).orElse(click));
        }
    }

    /** Says why nothing was opened, to a click whose delivery was taken. */
    void say(Click click, BlockActionPayload payload, String sentence) {
        if (!isOnHome(payload) || !answers.say(payload.getTriggerId(), sentence)) {
            inbox.takeFirst(click.toldOnly(sentence));
        }
    }

    private static boolean isOnHome(BlockActionPayload payload) {
        return Optional.ofNullable(payload.getView())
                .filter(view -> "home".equals(view.getType()))
                .isPresent();
    }
}
