package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Turns the messages of a workspace into JSON and back, for a sandbox that is kept between starts.
 * Channels and people already exist; direct messages get their ids by being created in the same
 * order again.
 */
public final class WorkspaceSnapshot {
    private final Workspace workspace;
    private final Messages messages;

    WorkspaceSnapshot(SlackState slackState) {
        this.workspace = slackState.workspace;
        this.messages = slackState.messages;
    }

    /** Returns direct messages and all messages as JSON. */
    public JsonNode kept() {
        ObjectNode kept = Json.object();
        var pairs = kept.putArray("dms");
        workspace.channels().stream()
                .filter(Channel::isDm)
                .forEach(dm -> pairs.add(pair(dm.members())));
        var all = kept.putArray("messages");
        messages.lasting().forEach(message -> all.add(json(message)));
        return kept;
    }

    /** Restores the messages in a workspace with the same people and channels. */
    public void bringBack(JsonNode kept) {
        kept.path("dms")
                .forEach(pair ->
                        workspace.dmBetween(
                                new UserId(pair.path(0).asText()),
                                new UserId(pair.path(1).asText())));
        kept.path("messages").forEach(json -> messages.bringBack(message(json)));
    }

    private static ArrayNode pair(List<UserId> members) {
        var pair = Json.array();
        members.forEach(member -> pair.add(member.value()));
        return pair;
    }

    private static MessageKey ref(JsonNode json) {
        return new MessageKey(
                new ChannelId(json.path("channel").asText()), json.path("ts").asText());
    }

    private static ObjectNode json(MessageVersion message) {
        ObjectNode json =
                Json.object()
                        .put("channel", message.ref().channel().value())
                        .put("ts", message.ref().ts())
                        .put("author", message.author().value())
                        .put("text", message.text())
                        .put("edited", message.edited());
        json.set("blocks", message.blocks());
        var files = json.putArray("files");
        message.files()
                .forEach(file ->
                        files.addObject()
                                .put("id", file.id())
                                .put("name", file.name())
                                .put("title", file.title())
                                .put("text", file.text()));
        message.threadTs().ifPresent(ts -> json.put("thread", ts));
        return json;
    }

    private static MessageVersion message(JsonNode json) {
        var blocks = json.path("blocks") instanceof ArrayNode array ? array : Json.array();
        return new MessageVersion(
                ref(json),
                new UserId(json.path("author").asText()),
                json.path("text").asText(),
                blocks,
                Json.text(json, "thread"),
                Optional.empty(),
                json.path("edited").asBoolean(),
                false,
                StreamSupport.stream(json.path("files").spliterator(), false)
                        .map(WorkspaceSnapshot::file)
                        .toList());
    }

    private static SharedFile file(JsonNode json) {
        return new SharedFile(
                json.path("id").asText(),
                json.path("name").asText(),
                json.path("title").asText(),
                json.path("text").asText());
    }
}
