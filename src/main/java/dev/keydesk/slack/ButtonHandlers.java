package dev.keydesk.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.request.Request;

import dev.keydesk.interactions.ButtonPress;
import dev.keydesk.interactions.FormFields;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.OnPress;
import dev.keydesk.interactions.SlackHandlers;

import java.util.Optional;

/**
 * Handles clicks on buttons and menus, wherever they are. Slack gives no response URL for a click
 * on the Home tab, so a modal is opened for the answer while the trigger id is valid.
 */
final class ButtonHandlers {
    private final InteractionMapper interactionMapper;
    private final Inbox inbox;
    private final HomeAnswers answers;

    ButtonHandlers(InteractionMapper interactionMapper, Inbox inbox, HomeAnswers answers) {
        this.interactionMapper = interactionMapper;
        this.inbox = inbox;
        this.answers = answers;
    }

    void register(App app, SlackHandlers handlers) {
        handlers.buttons()
                .forEach((action, does) ->
                        app.blockAction(
                                action,
                                (request, context) -> {
                                    pressed(does, request, request.getPayload());
                                    return context.ack();
                                }));
        handlers.shortcuts()
                .forEach((name, does) ->
                        app.globalShortcut(
                                name,
                                (request, context) -> {
                                    var payload = request.getPayload();
                                    var press =
                                            interactionMapper.plain(
                                                    request, name, payload.getUser().getId());
                                    take(
                                            does,
                                            new ButtonPress(press, payload.getTriggerId(), ""),
                                            false);
                                    return context.ack();
                                }));
    }

    private void pressed(OnPress does, Request<?> request, BlockActionPayload payload) {
        var metadata = Optional.ofNullable(payload.getView()).map(FormFields::metadata).orElse("");
        var press =
                new ButtonPress(
                        interactionMapper.of(request, payload), payload.getTriggerId(), metadata);
        take(does, press, isOnHome(payload));
    }

    private void take(OnPress does, ButtonPress press, boolean onHome) {
        switch (does) {
            case OnPress.Settled() -> settled(press, onHome);
            case OnPress.SettledInPlace() -> inbox.take(press.interaction());
            case OnPress.Acknowledged() -> {}
            case OnPress.Opens(var form) -> {
                if (inbox.first(press.interaction().id())) {
                    form.apply(press).ifPresent(sentence -> say(press, sentence, onHome));
                }
            }
            case OnPress.OpensOrSettles(var form) -> {
                if (inbox.first(press.interaction().id()) && !form.test(press)) {
                    inbox.takeFirst(press.interaction());
                }
            }
            case OnPress.ByValue(var choice) -> {
                var chosen = choice.apply(press);
                take(chosen.does(), press.withInteraction(chosen.interaction()), onHome);
            }
        }
    }

    private void settled(ButtonPress press, boolean onHome) {
        Interaction interaction = press.interaction();
        if (!onHome) {
            inbox.take(interaction);
        } else if (inbox.first(interaction.id())) {
            inbox.takeFirst(
                    answers.open(press.triggerId())
                            .map(interaction::withResponseUrl)
                            .orElse(interaction));
        }
    }

    /** Says why nothing was opened, to a click that was accepted. */
    private void say(ButtonPress press, String sentence, boolean onHome) {
        if (!onHome || !answers.say(press.triggerId(), sentence)) {
            inbox.takeFirst(press.interaction().answerOnly(sentence));
        }
    }

    private static boolean isOnHome(BlockActionPayload payload) {
        return Optional.ofNullable(payload.getView())
                .filter(view -> "home".equals(view.getType()))
                .isPresent();
    }
}
