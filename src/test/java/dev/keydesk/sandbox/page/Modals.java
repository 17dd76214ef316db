package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.page.ListeningBot.Delivery;

import java.util.Map;
import java.util.function.Function;

/** A modal with a menu that asks the bot and a text, as the desk's own has them. */
final class Modals {
    static final String VIEW =
            """
            {"type":"modal","callback_id":"ask",
             "title":{"type":"plain_text","text":"Ask"},
             "submit":{"type":"plain_text","text":"Send"},
             "blocks":[
               {"type":"input","block_id":"app","dispatch_action":true,
                "label":{"type":"plain_text","text":"App"},
                "element":{"type":"external_select","action_id":"app","min_query_length":0}},
               {"type":"input","block_id":"why",
                "label":{"type":"plain_text","text":"Reason"},
                "element":{"type":"plain_text_input","action_id":"why"}}]}
            """;

    private Modals() {}

    static Map<String, String> command(PageLab lab) {
        return Map.of(
                "as",
                lab.alice.id().value(),
                "channel",
                lab.approvals.value(),
                "command",
                "/new-client-secret",
                "text",
                "");
    }

    static Function<Delivery, String> opening(PageLab lab) {
        return command -> {
            lab.asBot(client ->
                    client.viewsOpen(
                            it -> it.triggerId(command.field("trigger_id")).viewAsString(VIEW)));
            return "";
        };
    }
}
