package dev.keydesk.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.request.Request;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;

import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.interactions.Interaction;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Maps Slack's payloads to {@link Interaction}, which holds only what Keydesk needs. */
final class InteractionMapper {
    private final InstantSource clock;
    private final BiConsumer<String, MessageRef> pressed;

    /**
     * @param pressed is called with the block ids and the message of a clicked button
     */
    InteractionMapper(InstantSource clock, BiConsumer<String, MessageRef> pressed) {
        this.clock = clock;
        this.pressed = pressed;
    }

    /** Maps a button in a message, in a modal or on the Home tab. */
    Interaction of(Request<?> request, BlockActionPayload payload) {
        var pressed = payload.getActions().getFirst();
        message(payload).ifPresent(on -> tell(payload, on));
        var chosen = Optional.ofNullable(pressed.getSelectedOption()).map(o -> given(o.getValue()));
        return new Interaction(
                SlackGate.fingerprint(request),
                given(pressed.getActionId()),
                new UserId(payload.getUser().getId()),
                chosen.orElseGet(() -> given(pressed.getValue())),
                "",
                channel(payload),
                message(payload),
                Optional.ofNullable(payload.getView()).flatMap(InteractionMapper::view),
                Optional.ofNullable(payload.getResponseUrl()).filter(url -> !url.isBlank()),
                clock.instant());
    }

    private void tell(BlockActionPayload payload, MessageRef on) {
        Optional.ofNullable(payload.getMessage()).stream()
                .flatMap(message -> Optional.ofNullable(message.getBlocks()).stream())
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .map(LayoutBlock::getBlockId)
                .filter(Objects::nonNull)
                .forEach(id -> pressed.accept(id, on));
    }

    /** Maps an action that is not on a message, such as a submitted form. */
    Interaction plain(Request<?> request, String action, UserId by, String subject, String text) {
        return plain(SlackGate.fingerprint(request), action, by, subject, text);
    }

    /** Maps a shortcut. */
    Interaction plain(Request<?> request, String name, String user) {
        return plain(request, name, new UserId(user), "", "");
    }

    /** Maps a command; the answer goes to the person, in the channel where it was typed. */
    Interaction command(
            Request<?> request, String action, SlashCommandPayload payload, String text) {
        return new Interaction(
                SlackGate.fingerprint(request),
                action,
                new UserId(payload.getUserId()),
                "",
                text,
                Optional.ofNullable(payload.getChannelId())
                        .filter(id -> !id.isBlank())
                        .map(ChannelId::new),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(payload.getResponseUrl()).filter(url -> !url.isBlank()),
                clock.instant());
    }

    /** Maps an event. Slack repeats an event under the same id until it is acknowledged. */
    Interaction event(String eventId, String action, UserId by) {
        return plain(eventId + "-event", action, by, "", "");
    }

    private Interaction plain(String id, String action, UserId by, String subject, String text) {
        return new Interaction(
                id,
                action,
                by,
                subject,
                text,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                clock.instant());
    }

    private static Optional<ChannelId> channel(BlockActionPayload payload) {
        return Optional.ofNullable(payload.getChannel())
                .map(BlockActionPayload.Channel::getId)
                .filter(id -> !id.isBlank())
                .map(ChannelId::new);
    }

    /** An ephemeral message has a time stamp too, but it is not a card. */
    private static Optional<MessageRef> message(BlockActionPayload payload) {
        var container = Optional.ofNullable(payload.getContainer());
        return container
                .filter(on -> !on.isEphemeral())
                .flatMap(on -> Optional.ofNullable(on.getMessageTs()))
                .flatMap(ts -> channel(payload).map(in -> new MessageRef(in, ts)));
    }

    private static Optional<Interaction.View> view(View view) {
        return Optional.ofNullable(view.getId())
                .flatMap(id ->
                        Optional.ofNullable(view.getHash())
                                .map(hash -> new Interaction.View(id, hash)));
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
