package dev.keydesk.support;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.sandbox.slack.MessageKey;
import dev.keydesk.sandbox.slack.NotOnScreen;
import dev.keydesk.sandbox.slack.SeenButton;
import dev.keydesk.sandbox.slack.SeenMessage;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Somebody at their Slack, who goes by what stands on the screen at that moment. The desk may be
 * gone while they act, so whether it took notice is part of every answer.
 */
public final class ScriptedPerson {
    private static final Pattern STORED = Pattern.compile("Your request \\*(KD-[0-9A-Z]{5})\\*");
    private static final Pattern CODE = Pattern.compile("\\*(\\d{3}) (\\d{3})\\*");

    /** The same request twice would be one. */
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Town town;
    private final UserId id;
    private final SimulatedSlack slack;

    public ScriptedPerson(Town town, UserId id) {
        this.town = town;
        this.id = id;
        this.slack = town.slack();
    }

    public UserId id() {
        return id;
    }

    /** Opens the form for that app and fills it in; the form's id, if one came up. */
    public Optional<String> fillsIn(String app) {
        if (!slack.command(id, town.general(), "/new-client-secret", app).fine()) {
            return Optional.empty();
        }
        var form = slack.views(id).stream().filter(view -> view.submit().isPresent()).findFirst();
        form.ifPresent(view -> {
            slack.fill(id, view.id(), "description", "proof " + NEXT.incrementAndGet());
            slack.fill(id, view.id(), "reason", "to see that nothing is lost");
        });
        return form.map(view -> view.id());
    }

    public ActionReply submits(String form) {
        return slack.submit(id, form);
    }

    /** What the form says once the desk has stored it. */
    public Optional<String> ticketOf(String form) {
        return slack.views(id).stream()
                .filter(view -> view.id().equals(form))
                .flatMap(view -> STORED.matcher(view.blocks().toString()).results())
                .map(found -> found.group(1))
                .findFirst();
    }

    /** A button with this action and value, on the newest message this person sees it on. */
    public Optional<MessageKey> finds(String action, String value) {
        return screen().filter(message ->
                        message.buttons().stream().anyMatch(button -> is(button, action, value)))
                .reduce((_, newer) -> newer)
                .map(SeenMessage::ref);
    }

    private static boolean is(SeenButton button, String action, String value) {
        return button.actionId().equals(action) && button.value().equals(Optional.of(value));
    }

    /** Presses it; empty if it is gone. */
    public Optional<ActionReply> presses(String action, String value) {
        return finds(action, value).flatMap(on -> presses(on, action, value));
    }

    /** The same on a message that was found before. */
    public Optional<ActionReply> presses(MessageKey on, String action, String value) {
        try {
            return Optional.of(slack.click(id, on, action, value));
        } catch (NotOnScreen gone) {
            return Optional.empty();
        }
    }

    /** A one-time link and its code, as they stand on a screen. */
    public record Invitation(URI link, String code) {}

    /** The newest link for that ticket. */
    public Optional<Invitation> invitation(String ticket) {
        return screen().filter(SeenMessage::ephemeral)
                .flatMap(message -> invitation(message, ticket).stream())
                .reduce((_, newer) -> newer);
    }

    private static Optional<Invitation> invitation(SeenMessage message, String ticket) {
        var link =
                message.buttons().stream()
                        .filter(button -> is(button, "open-link", ticket))
                        .flatMap(button -> button.url().stream())
                        .findFirst();
        var code = CODE.matcher(message.blocks().toString());
        return link.isPresent() && code.find()
                ? Optional.of(new Invitation(URI.create(link.get()), code.group(1) + code.group(2)))
                : Optional.empty();
    }

    /** The messages only this person can see, as they are now. */
    public List<SeenMessage> privately() {
        return screen().filter(message ->
                        message.ephemeral() || message.ref().channel().equals(slack.dm(id)))
                .toList();
    }

    /** Whether a secret stands on the screen. */
    public boolean sees(SecretText value) {
        return screen().anyMatch(message -> message.blocks().toString().contains(value.reveal()));
    }

    private Stream<SeenMessage> screen() {
        var dm = Stream.of(slack.dm(id));
        var channel =
                town.approvers().contains(id)
                        ? Stream.of(town.approvals())
                        : Stream.<ChannelId>of();
        return Stream.concat(dm, channel).flatMap(in -> slack.sees(id, in).stream());
    }
}
