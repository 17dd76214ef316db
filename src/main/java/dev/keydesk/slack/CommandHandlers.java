package dev.keydesk.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;

import dev.keydesk.config.SecretPatterns;
import dev.keydesk.config.UserId;
import dev.keydesk.interactions.SlackCommand;
import dev.keydesk.interactions.SlackHandlers;

/** Handles commands: this class does what all of them share, and the features do the rest. */
final class CommandHandlers {
    private final InteractionMapper interactionMapper;
    private final CommandRate rate;

    CommandHandlers(InteractionMapper interactionMapper, CommandRate rate) {
        this.interactionMapper = interactionMapper;
        this.rate = rate;
    }

    void register(App app, SlackHandlers handlers) {
        handlers.commands()
                .forEach((name, command) ->
                        app.command(
                                name,
                                (request, context) -> typed(name, command, request, context)));
    }

    private Response typed(
            String name,
            SlackCommand command,
            SlashCommandRequest request,
            SlashCommandContext context) {
        var payload = request.getPayload();
        var tooMany = rate.refusal(new UserId(payload.getUserId()));
        if (tooMany.isPresent()) {
            return context.ack(tooMany.get());
        }
        var text = CommandText.of(payload);
        if (text.asksForHelp()) {
            return context.ack(command.help());
        }
        var understood = command.understood(text.typed());
        var mistake =
                command.complaint(understood).or(() -> SecretPatterns.complaint(text.typed()));
        if (mistake.isPresent()) {
            return context.ack(mistake.get());
        }
        var typed =
                new SlackCommand.Typed(
                        interactionMapper.command(request, name, payload, understood.text()),
                        payload.getTriggerId());
        var said = understood.handler().typed(typed);
        return said.isPresent() ? context.ack(said.get()) : context.ack();
    }
}
