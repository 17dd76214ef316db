package dev.keydesk.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.Workspace;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Slack sends when somebody chooses or types in a form; no two are the same. */
final class Letters {
    private static final JsonMapper JSON = new JsonMapper();

    private final Workspace workspace;
    private final AtomicLong next = new AtomicLong();

    Letters(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Somebody chose an app that is gone: stored and acknowledged like every click, and settled by
     * a job that asks neither Slack nor Entra, so that nothing but the desk is measured.
     */
    byte[] click(UserId by) {
        var payload = common("block_actions", by);
        payload.put("trigger_id", "1.2." + next.incrementAndGet());
        payload.putArray("actions")
                .addObject()
                .put("type", "external_select")
                .put("action_id", "app")
                .put("block_id", "app")
                .putObject("selected_option")
                .put("value", "gone-" + next.incrementAndGet());
        return body(payload);
    }

    /** Somebody typed the command. */
    byte[] command(UserId by) {
        return Stream.of(
                        "team_id=" + workspace.teamId(),
                        "channel_id=C0123456789",
                        "channel_name=privategroup",
                        "user_id=" + by.value(),
                        "command=%2Fnew-client-secret",
                        "text=",
                        "api_app_id=" + workspace.appId(),
                        "response_url=http%3A%2F%2F127.0.0.1%2Fcommands%2F" + next.get(),
                        "trigger_id=1.2." + next.incrementAndGet())
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Somebody typed into the list of apps. */
    byte[] typed(UserId by, String text) {
        return body(
                common("block_suggestion", by)
                        .put("action_id", "app")
                        .put("block_id", "app")
                        .put("value", text)
                        .put("letter", next.incrementAndGet()));
    }

    private ObjectNode common(String type, UserId by) {
        var payload = JSON.createObjectNode().put("type", type);
        payload.putObject("team").put("id", workspace.teamId());
        payload.putObject("user").put("id", by.value()).put("team_id", workspace.teamId());
        payload.put("api_app_id", workspace.appId());
        payload.putObject("container").put("type", "view").put("view_id", "V1");
        payload.putObject("view")
                .put("id", "V1")
                .put("type", "modal")
                .put("hash", "1.abc")
                .put("callback_id", "new_client_secret")
                .put("private_metadata", "")
                .putArray("blocks");
        return payload;
    }

    private static byte[] body(ObjectNode payload) {
        return ("payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }
}
