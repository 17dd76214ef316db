package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Builds Slack's payloads for what a person did. */
final class Payloads {
    private final SlackState slackState;
    private final Workspace workspace;
    private final String verificationToken;

    Payloads(SlackState slackState) {
        this.slackState = slackState;
        this.workspace = slackState.workspace;
        this.verificationToken = slackState.ids.hex(12);
    }

    /** Returns the fields of a slash command's form, in Slack's order. */
    Map<String, String> command(WorkspaceMember by, Channel in, String command, String text) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", verificationToken);
        form.put("team_id", workspace.teamId());
        form.put("team_domain", workspace.domain());
        workspace
                .enterprise()
                .ifPresent(it -> {
                    form.put("enterprise_id", it.id());
                    form.put("enterprise_name", it.name());
                });
        form.put("channel_id", in.id().value());
        form.put("channel_name", nameOf(in));
        form.put("user_id", by.id().value());
        form.put("user_name", by.name());
        form.put("command", command);
        form.put("text", text);
        form.put("api_app_id", workspace.appId());
        form.put("is_enterprise_install", "false");
        form.put("response_url", slackState.responseUrls.forCommand(by.id(), in.id()));
        form.put("trigger_id", slackState.triggers.make(by.id(), Optional.empty()));
        return form;
    }

    /** A shortcut's payload says less about the person and the context than a click's. */
    ObjectNode shortcut(WorkspaceMember by, String callbackId) {
        ObjectNode payload = triggered("shortcut", by, Optional.empty());
        payload.withObjectProperty("user").remove("name");
        payload.remove("api_app_id");
        return payload.put("callback_id", callbackId)
                .put("action_ts", slackState.timestamps.next());
    }

    /** An ephemeral message is not in the payload, because Slack keeps none of them. */
    ObjectNode actionInMessage(
            WorkspaceMember by, MessageVersion on, Channel in, ObjectNode action) {
        ObjectNode payload = triggered("block_actions", by, Optional.empty());
        container(payload.putObject("container"), on);
        channel(payload, in);
        if (!on.ephemeral()) {
            payload.set("message", Shapes.message(on, workspace));
        }
        payload.putObject("state").set("values", Entries.initial(on.blocks()));
        payload.put("response_url", slackState.responseUrls.forClick(by.id(), on.ref()));
        payload.putArray("actions").add(action.put("action_ts", slackState.timestamps.next()));
        return payload;
    }

    ObjectNode actionInView(WorkspaceMember by, View view, ObjectNode action) {
        var inModal = view.isHome() ? Optional.<String>empty() : Optional.of(view.id());
        ObjectNode payload = triggered("block_actions", by, inModal);
        container(payload.putObject("container"), view);
        payload.set("view", Shapes.view(view, workspace));
        payload.putArray("actions").add(action.put("action_ts", slackState.timestamps.next()));
        return payload;
    }

    ObjectNode suggestion(WorkspaceMember by, View view, Elements.Placed menu, String typed) {
        ObjectNode payload = common("block_suggestion", by);
        container(payload.putObject("container"), view);
        payload.put("action_id", menu.actionId())
                .put("block_id", menu.blockId())
                .put("value", typed)
                .set("view", Shapes.view(view, workspace));
        return payload;
    }

    ObjectNode submission(WorkspaceMember by, View view) {
        ObjectNode payload = triggered("view_submission", by, Optional.of(view.id()));
        payload.set("view", Shapes.view(view, workspace));
        payload.putArray("response_urls");
        return payload;
    }

    ObjectNode closed(WorkspaceMember by, View view, boolean cleared) {
        ObjectNode payload = common("view_closed", by);
        payload.set("view", Shapes.view(view, workspace));
        return payload.put("is_cleared", cleared);
    }

    ObjectNode homeOpened(WorkspaceMember by) {
        ObjectNode event =
                Json.object()
                        .put("type", "app_home_opened")
                        .put("user", by.id().value())
                        .put("channel", workspace.dm(by.id()).value())
                        .put("tab", "home")
                        .put("event_ts", slackState.timestamps.next());
        slackState
                .views
                .home(by.id())
                .ifPresent(view -> event.set("view", Shapes.view(view, workspace)));
        return event;
    }

    /** Returns the envelope of an event. */
    ObjectNode envelope(JsonNode event) {
        ObjectNode envelope =
                Json.object()
                        .put("token", verificationToken)
                        .put("team_id", workspace.teamId())
                        .put("api_app_id", workspace.appId());
        envelope.set("event", event);
        envelope.put("type", "event_callback")
                .put("event_id", slackState.ids.next("Ev"))
                .put("event_time", slackState.clock.instant().getEpochSecond())
                .put("is_ext_shared_channel", false);
        envelope.putArray("authorizations")
                .addObject()
                .put("enterprise_id", workspace.enterprise().map(Enterprise::id).orElse(null))
                .put("team_id", workspace.teamId())
                .put("user_id", workspace.botUser().value())
                .put("is_bot", true)
                .put("is_enterprise_install", false);
        return envelope;
    }

    private ObjectNode triggered(String type, WorkspaceMember by, Optional<String> viewId) {
        ObjectNode payload = common(type, by);
        return payload.put("trigger_id", slackState.triggers.make(by.id(), viewId));
    }

    private ObjectNode common(String type, WorkspaceMember by) {
        ObjectNode payload = Json.object().put("type", type);
        ObjectNode team = payload.putObject("team");
        team.put("id", workspace.teamId()).put("domain", workspace.domain());
        payload.putObject("user")
                .put("id", by.id().value())
                .put("username", by.name())
                .put("name", by.name())
                .put("team_id", by.teamId());
        payload.put("api_app_id", workspace.appId()).put("token", verificationToken);
        payload.put("is_enterprise_install", false).putNull("enterprise");
        workspace
                .enterprise()
                .ifPresent(it -> {
                    team.put("enterprise_id", it.id()).put("enterprise_name", it.name());
                    payload.putObject("enterprise").put("id", it.id()).put("name", it.name());
                });
        return payload;
    }

    private static void container(ObjectNode container, MessageVersion on) {
        container
                .put("type", "message")
                .put("message_ts", on.ref().ts())
                .put("channel_id", on.ref().channel().value())
                .put("is_ephemeral", on.ephemeral());
        on.threadTs().ifPresent(thread -> container.put("thread_ts", thread));
    }

    private static void container(ObjectNode container, View view) {
        container.put("type", "view").put("view_id", view.id());
    }

    private static void channel(ObjectNode payload, Channel in) {
        payload.putObject("channel").put("id", in.id().value()).put("name", nameOf(in));
    }

    private static String nameOf(Channel channel) {
        return switch (channel.kind()) {
            case PUBLIC -> channel.name();
            case PRIVATE -> "privategroup";
            case DM -> "directmessage";
        };
    }
}
