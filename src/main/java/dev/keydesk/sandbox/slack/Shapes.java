package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Messages and views in the JSON of answers and payloads. */
final class Shapes {
    private Shapes() {}

    static ObjectNode message(MessageVersion message, Workspace workspace) {
        ObjectNode json =
                Json.object()
                        .put("type", "message")
                        .put("user", message.author().value())
                        .put("ts", message.ref().ts())
                        .put("team", workspace.teamId())
                        .put("text", message.text());
        if (message.author().equals(workspace.botUser())) {
            json.put("bot_id", workspace.botId()).put("app_id", workspace.appId());
        }
        if (!message.blocks().isEmpty()) {
            json.set("blocks", message.blocks());
        }
        message.threadTs().ifPresent(thread -> json.put("thread_ts", thread));
        if (message.edited()) {
            json.putObject("edited")
                    .put("user", message.author().value())
                    .put("ts", message.ref().ts());
        }
        return json;
    }

    static ObjectNode view(View view, Workspace workspace) {
        ObjectNode json =
                Json.object()
                        .put("id", view.id())
                        .put("team_id", workspace.teamId())
                        .put("app_id", workspace.appId())
                        .put("app_installed_team_id", workspace.teamId())
                        .put("bot_id", workspace.botId())
                        .put("private_metadata", "")
                        .put("callback_id", "")
                        .put("external_id", "")
                        .put("clear_on_close", false)
                        .put("notify_on_close", false)
                        .putNull("close")
                        .putNull("submit");
        json.putObject("title")
                .put("type", "plain_text")
                .put("text", "View Title")
                .put("emoji", true);
        json.setAll(view.definition());
        json.put("hash", view.hash()).put("root_view_id", view.rootId());
        json.put("previous_view_id", view.previousId().orElse(null));
        json.putObject("state").set("values", view.entered());
        return json;
    }
}
