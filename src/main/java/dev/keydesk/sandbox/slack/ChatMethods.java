package dev.keydesk.sandbox.slack;

import static dev.keydesk.sandbox.slack.ApiMethod.ok;
import static dev.keydesk.sandbox.slack.ApiMethod.reading;
import static dev.keydesk.sandbox.slack.ApiMethod.writing;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.RateLimits.Tier;

import java.util.List;
import java.util.Optional;

/** The methods {@code chat.*}: posting, changing and deleting messages. */
final class ChatMethods {
    private static final int LONGEST_UPDATE = 4000;
    private static final Optional<String> WRITE = Optional.of("chat:write");

    private final SlackState slackState;
    private final Conversations conversations;

    ChatMethods(SlackState slackState, Conversations conversations) {
        this.slackState = slackState;
        this.conversations = conversations;
    }

    List<ApiMethod> methods() {
        return List.of(
                writing("chat.postMessage", WRITE, Tier.POSTING, this::postMessage),
                writing("chat.postEphemeral", WRITE, Tier.TIER_4, this::postEphemeral),
                writing("chat.update", WRITE, Tier.TIER_3, this::update),
                writing("chat.delete", WRITE, Tier.TIER_3, this::delete),
                reading("chat.getPermalink", Optional.empty(), Tier.HUNDREDS, this::permalink));
    }

    private ObjectNode postMessage(ApiRequest request) {
        Channel channel = conversations.forPosting(request.required("channel"));
        MessageContent content = content(request);
        Optional<String> thread = thread(request, channel);
        slackState.limits.post(channel.id().value()).ifPresent(ChatMethods::tooFast);
        boolean previews = request.flag("unfurl_links", true) || request.flag("unfurl_media", true);
        var posted = made(channel, content, thread, Optional.empty(), previews);
        slackState.post(posted);
        return ok().put("channel", channel.id().value())
                .put("ts", posted.ref().ts())
                .set("message", Shapes.message(posted, slackState.workspace));
    }

    private ObjectNode postEphemeral(ApiRequest request) {
        Channel channel = conversations.forPosting(request.required("channel"));
        var reader = new UserId(request.required("user"));
        if (!channel.holds(reader)) {
            throw new Refused("user_not_in_channel");
        }
        MessageContent content = content(request);
        Optional<String> thread = thread(request, channel);
        // There are no unfurl arguments here: links in ephemeral messages are always visited.
        var posted = made(channel, content, thread, Optional.of(reader), true);
        slackState.post(posted);
        return ok().put("message_ts", posted.ref().ts());
    }

    private ObjectNode update(ApiRequest request) {
        MessageVersion message = own(request, "cant_update_message");
        String text = request.text("text").orElse("");
        if (text.length() > LONGEST_UPDATE) {
            throw new Refused("msg_too_long");
        }
        slackState.messages.replace(message.ref(), content(request));
        MessageVersion changed = slackState.messages.lasting(message.ref()).orElse(message);
        slackState.crawler.visit(changed);
        return ok().put("channel", changed.ref().channel().value())
                .put("ts", changed.ref().ts())
                .put("text", changed.text())
                .set("message", Shapes.message(changed, slackState.workspace));
    }

    private ObjectNode delete(ApiRequest request) {
        MessageVersion message = own(request, "cant_delete_message");
        slackState.messages.delete(message.ref());
        return ok().put("channel", message.ref().channel().value()).put("ts", message.ref().ts());
    }

    private ObjectNode permalink(ApiRequest request) {
        Channel channel = conversations.known(request.required("channel"));
        String ts = request.required("message_ts");
        if (slackState.messages.lasting(new MessageKey(channel.id(), ts)).isEmpty()) {
            throw new Refused("message_not_found");
        }
        return ok().put("channel", channel.id().value())
                .put(
                        "permalink",
                        "https://%s.slack.com/archives/%s/p%s"
                                .formatted(
                                        slackState.workspace.domain(),
                                        channel.id().value(),
                                        ts.replace(".", "")));
    }

    private MessageContent content(ApiRequest request) {
        var content = MessageContent.of(request);
        content.blocks()
                .ifPresent(
                        blocks -> slackState.pictures.fetch(blocks, "invalid_blocks", "/blocks"));
        return content;
    }

    /**
     * Returns a message of the bot that is not ephemeral; a user id is not accepted as the channel
     * here.
     */
    private MessageVersion own(ApiRequest request, String otherwise) {
        Channel channel = conversations.known(request.required("channel"));
        var ref = new MessageKey(new ChannelId(channel.id().value()), request.required("ts"));
        MessageVersion message =
                slackState
                        .messages
                        .lasting(ref)
                        .orElseThrow(() -> new Refused("message_not_found"));
        if (!message.author().equals(slackState.workspace.botUser())) {
            throw new Refused(otherwise);
        }
        if (channel.archived()) {
            throw new Refused("is_inactive");
        }
        return message;
    }

    private Optional<String> thread(ApiRequest request, Channel channel) {
        Optional<String> thread = request.text("thread_ts");
        if (thread.isPresent()
                && slackState
                        .messages
                        .lasting(new MessageKey(channel.id(), thread.get()))
                        .isEmpty()) {
            throw new Refused("cannot_reply_to_message");
        }
        return thread;
    }

    private MessageVersion made(
            Channel channel,
            MessageContent content,
            Optional<String> thread,
            Optional<UserId> onlyFor,
            boolean previews) {
        return new MessageVersion(
                new MessageKey(channel.id(), slackState.timestamps.next()),
                slackState.workspace.botUser(),
                content.text(),
                content.blocks().orElseGet(Json::array),
                thread,
                onlyFor,
                false,
                previews,
                List.of());
    }

    private static void tooFast(java.time.Duration wait) {
        throw new TooFast(wait);
    }
}
