package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What Slack asks of modals and of the Home tab. */
final class ViewRules {
    private static final int LARGEST_BYTES = 250_000;
    private static final Set<String> HOME =
            Set.of("type", "blocks", "private_metadata", "callback_id", "external_id");
    private static final Set<String> MODAL =
            Set.of(
                    "type",
                    "blocks",
                    "private_metadata",
                    "callback_id",
                    "external_id",
                    "title",
                    "submit",
                    "close",
                    "clear_on_close",
                    "notify_on_close",
                    "submit_disabled");

    private final Inspection inspection;
    private final TextRules texts;

    private ViewRules(Inspection inspection) {
        this.inspection = inspection;
        this.texts = new TextRules(inspection);
    }

    static List<Flaw> inModal(JsonNode view) {
        var inspection = new Inspection(Surface.MODAL);
        new ViewRules(inspection).modal(view);
        return inspection.flaws();
    }

    static List<Flaw> inHome(JsonNode view) {
        var inspection = new Inspection(Surface.HOME);
        new ViewRules(inspection).home(view);
        return inspection.flaws();
    }

    static boolean tooLarge(JsonNode view) {
        return view.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES;
    }

    private void modal(JsonNode view) {
        common(view, "modal", MODAL);
        if (inspection.required(view, "/view", "title")) {
            texts.plain(view, "/view", "title", 24);
        }
        texts.plain(view, "/view", "submit", 24);
        texts.plain(view, "/view", "close", 24);
        inspection.flag(view, "/view", "clear_on_close");
        inspection.flag(view, "/view", "notify_on_close");
        if (!Json.has(view, "submit") && hasInput(view)) {
            inspection.flaw("`submit` is required when an `input` is in blocks", "/view");
        }
    }

    private void home(JsonNode view) {
        common(view, "home", HOME);
    }

    private void common(JsonNode view, String type, Set<String> fields) {
        if (!view.isObject()) {
            inspection.flaw("must provide an object", "/view");
            return;
        }
        if (inspection.required(view, "/view", "type")) {
            inspection.oneOf(view, "/view", "type", Set.of(type));
        }
        inspection.onlyFields(view, "/view", fields);
        inspection.string(view, "/view", "private_metadata", 0, 3000);
        inspection.string(view, "/view", "callback_id", 0, Inspection.LONGEST_ID);
        inspection.string(view, "/view", "external_id", 0, Inspection.LONGEST_ID);
        if (inspection.required(view, "/view", "blocks")
                && inspection.items(view, "/view", "blocks", 0, Integer.MAX_VALUE)) {
            new BlockRules(inspection).check(view.path("blocks"), "/view/blocks");
        }
    }

    private static boolean hasInput(JsonNode view) {
        for (JsonNode block : view.path("blocks")) {
            if (block.path("type").asText().equals("input")) {
                return true;
            }
        }
        return false;
    }
}
