package dev.keydesk.stories;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.slack.ActionReply;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Deliveries that no Slack client would send, made by hand and signed as Slack signs. */
final class ByHand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final World world;
    private final TestUser person;
    private final boolean settles;

    ByHand(World world, TestUser person) {
        this(world, person, true);
    }

    private ByHand(World world, TestUser person, boolean settles) {
        this.world = world;
        this.person = person;
        this.settles = settles;
    }

    /** The same, leaving what a delivery makes due for later. */
    ByHand leavingTheRest() {
        return new ByHand(world, person, false);
    }

    /** The form for a new request, with whatever is put into its fields. */
    ActionReply submits(
            String viewId, String app, String description, String lifetime, String reason) {
        var values = JSON.createObjectNode();
        option(values, "app", app);
        text(values, "description", description);
        option(values, "lifetime", lifetime);
        text(values, "reason", reason);
        return submits(viewId, "new_client_secret", "", values);
    }

    /** The form for the reason of a denial. */
    ActionReply denies(String viewId, String ticket, String reason) {
        var values = JSON.createObjectNode();
        text(values, "deny_reason", reason);
        return submits(viewId, "deny_request", ticket, values);
    }

    /** The form that asks for the removal of a key, beside a reminder. */
    ActionReply removes(String viewId, String line, String words) {
        var values = JSON.createObjectNode();
        text(values, "remove_words", words);
        return submits(viewId, "remove_key", line, values);
    }

    private ActionReply submits(
            String viewId, String callback, String metadata, ObjectNode values) {
        var payload = JSON.createObjectNode();
        payload.put("type", "view_submission");
        payload.put("trigger_id", "1.2." + NEXT.incrementAndGet());
        payload.put("api_app_id", workspace().appId());
        payload.putObject("team").put("id", workspace().teamId());
        payload.putObject("user")
                .put("id", person.id().value())
                .put("team_id", workspace().teamId());
        var view = payload.putObject("view");
        view.put("id", viewId)
                .put("type", "modal")
                .put("hash", "1.abc")
                .put("callback_id", callback)
                .put("private_metadata", metadata);
        view.putArray("blocks");
        view.putObject("state").set("values", values);
        return send("payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8));
    }

    ActionReply send(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var slack = world.company().slack();
        var reply = slack.raw(bytes, slack.sign(bytes, world.clock().instant()));
        if (settles) {
            world.settle();
        }
        return reply;
    }

    private dev.keydesk.sandbox.slack.Workspace workspace() {
        return world.company().slack().workspace();
    }

    private static void text(ObjectNode values, String field, String text) {
        values.putObject(field).putObject(field).put("type", "plain_text_input").put("value", text);
    }

    private static void option(ObjectNode values, String field, String value) {
        values.putObject(field)
                .putObject(field)
                .put("type", "static_select")
                .putObject("selected_option")
                .put("value", value);
    }
}
