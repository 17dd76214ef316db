package dev.keydesk.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.sandbox.slack.WorkspaceMember;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes what somebody does in Slack on its way to the desk, and sends it to the desk as if somebody
 * else had done it: genuine and signed in every other respect. So people press buttons that they
 * could not even see.
 */
final class BorrowedPress implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;
    private final LoopbackServer instead;
    private volatile String taken = "";

    BorrowedPress(World world) {
        this.world = world;
        this.instead = LoopbackServer.http(0, this::take);
    }

    private void take(HttpCall call) throws IOException {
        taken = call.text();
        call.answer(200, Map.of("Content-Type", "application/json"), leavesEverythingOpen());
    }

    private String leavesEverythingOpen() throws IOException {
        var payload = JSON.readTree(form(taken).getOrDefault("payload", "{}"));
        return switch (payload.path("type").asText()) {
            case "view_submission" ->
                    """
                    {"response_action":"errors","errors":{"%s":"not now"}}\
                    """
                            .formatted(firstInput(payload));
            case "block_suggestion" -> "{\"options\":[]}";
            default -> "";
        };
    }

    private static String firstInput(JsonNode payload) {
        for (var block : payload.at("/view/blocks")) {
            if (block.path("type").asText().equals("input")) {
                return block.path("block_id").asText();
            }
        }
        throw new IllegalStateException("a form without a field");
    }

    /** What somebody does now does not reach the desk. */
    void borrow(Runnable deed) {
        taken = "";
        world.company().slack().deliverTo(address(instead.port()));
        try {
            deed.run();
        } finally {
            world.company().slack().deliverTo(address(world.bot().port()));
        }
        if (taken.isEmpty()) {
            throw new IllegalStateException("Slack sent nothing");
        }
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:%d/slack/events".formatted(port));
    }

    /** Sends it to the desk as that person's; what that makes due is left for later. */
    ActionReply as(WorkspaceMember who) {
        var isEvent = taken.startsWith("{");
        var body = (isEvent ? event(who) : encoded(changed(who))).getBytes(StandardCharsets.UTF_8);
        var slack = world.company().slack();
        var headers = new HashMap<>(slack.sign(body, world.clock().instant()));
        headers.put(
                "Content-Type", isEvent ? "application/json" : "application/x-www-form-urlencoded");
        return slack.raw(body, headers);
    }

    private String event(WorkspaceMember who) {
        var event = read(taken);
        event.withObjectProperty("event").put("user", who.id().value());
        return event.toString();
    }

    private Map<String, String> changed(WorkspaceMember who) {
        var form = form(taken);
        if (form.containsKey("payload")) {
            var payload = read(form.get("payload"));
            payload.withObjectProperty("user")
                    .put("id", who.id().value())
                    .put("username", who.name())
                    .put("name", who.name())
                    .put("team_id", who.teamId());
            form.put("payload", payload.toString());
        } else {
            form.put("user_id", who.id().value());
            form.put("user_name", who.name());
            form.put("team_id", who.teamId());
        }
        return form;
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                form.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static String encoded(Map<String, String> form) {
        var pairs = new StringBuilder();
        form.forEach((name, value) ->
                pairs.append(pairs.isEmpty() ? "" : "&")
                        .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return pairs.toString();
    }

    @Override
    public void close() {
        instead.close();
    }
}
