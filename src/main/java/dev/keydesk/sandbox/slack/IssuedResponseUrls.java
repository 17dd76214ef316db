package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The response URLs of commands and clicks: five answers each within half an hour, in a channel
 * that need not contain the bot, and the only way to change an ephemeral message.
 */
final class IssuedResponseUrls {
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int USES = 5;

    private final Map<String, ResponseUrl> made = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();
    private final SlackState slackState;

    IssuedResponseUrls(SlackState slackState) {
        this.slackState = slackState;
    }

    /** Who sees the answers and where; the clicked message, if there was one. */
    private record ResponseUrl(
            UserId user, ChannelId channel, Optional<MessageKey> original, Instant at) {}

    String forCommand(UserId user, ChannelId channel) {
        return make("commands", new ResponseUrl(user, channel, Optional.empty(), now()));
    }

    String forClick(UserId user, MessageKey original) {
        return make(
                "actions", new ResponseUrl(user, original.channel(), Optional.of(original), now()));
    }

    /** Answers a POST to a response URL. */
    SlackHttpAnswer post(String path, String body) {
        try {
            ResponseUrl url = use(path);
            JsonNode message =
                    Json.read(body)
                            .filter(JsonNode::isObject)
                            .orElseThrow(() -> new Refused("invalid_payload"));
            act(url, message);
            return SlackHttpAnswer.json(200, Json.object().put("ok", true));
        } catch (Refused refused) {
            String error = refused.error();
            slackState.journal.refused("response_url", error, refused.explanation());
            boolean over = error.equals("used_url") || error.equals("expired_url");
            return SlackHttpAnswer.json(over ? 404 : 400, refused.answer());
        }
    }

    private synchronized ResponseUrl use(String path) {
        ResponseUrl url = made.get(path);
        if (url == null || now().isAfter(url.at().plus(LIFE))) {
            throw new Refused("expired_url");
        }
        if (used.merge(path, 1, Integer::sum) > USES) {
            throw new Refused("used_url");
        }
        return url;
    }

    private void act(ResponseUrl url, JsonNode message) {
        if (message.path("delete_original").asBoolean()) {
            slackState.messages.delete(original(url));
        } else if (message.path("replace_original").asBoolean() && url.original().isPresent()) {
            replace(original(url), MessageContent.of(message));
        } else {
            add(url, message);
        }
    }

    private static MessageKey original(ResponseUrl url) {
        return url.original().orElseThrow(() -> new Refused("message_not_found"));
    }

    private void replace(MessageKey original, MessageContent content) {
        if (!slackState.messages.replace(original, content)) {
            throw new Refused("message_not_found");
        }
        slackState.messages.any(original).ifPresent(slackState.crawler::visit);
    }

    private void add(ResponseUrl url, JsonNode message) {
        answer(url.user(), url.channel(), message);
    }

    /** Posts a new message to one person, or to the channel if the bot says so. */
    void answer(UserId user, ChannelId channel, JsonNode message) {
        MessageContent content = MessageContent.of(message);
        boolean forAll = message.path("response_type").asText().equals("in_channel");
        slackState.post(
                new MessageVersion(
                        new MessageKey(channel, slackState.timestamps.next()),
                        slackState.workspace.botUser(),
                        content.text(),
                        content.blocks().orElseGet(Json::array),
                        Json.text(message, "thread_ts"),
                        forAll ? Optional.empty() : Optional.of(user),
                        false,
                        wantsPreviews(message),
                        List.of()));
    }

    private static boolean wantsPreviews(JsonNode message) {
        return message.path("unfurl_links").asBoolean(true)
                || message.path("unfurl_media").asBoolean(true);
    }

    private String make(String kind, ResponseUrl url) {
        String path =
                "/" + kind + "/" + slackState.workspace.teamId() + "/" + slackState.ids.hex(12);
        synchronized (this) {
            made.put(path, url);
        }
        return slackState.address.get().resolve(path).toString();
    }

    private Instant now() {
        return slackState.clock.instant();
    }
}
