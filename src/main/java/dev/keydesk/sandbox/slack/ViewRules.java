package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Slack's rules for modals and for the Home tab. */
final class ViewRules {
    private static final int LARGEST_BYTES = 250_000;
    private static final String AT = "/view";
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
        inspection.allOf(AT, () -> new ViewRules(inspection).modal(view));
        return inspection.flaws();
    }

    static List<Flaw> inHome(JsonNode view) {
        var inspection = new Inspection(Surface.HOME);
        inspection.allOf(AT, () -> new ViewRules(inspection).home(view));
        return inspection.flaws();
    }

    static boolean tooLarge(JsonNode view) {
        return view.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES;
    }

    private void modal(JsonNode view) {
        if (!inspection.isOfType(view, AT, Set.of("modal"))) {
            return;
        }
        inspection.object(
                view,
                AT,
                MODAL,
                List.of("title", "blocks", "type"),
                () -> {
                    texts.plain(view, AT, "title", 24);
                    common(view);
                    texts.plain(view, AT, "submit", 24);
                    texts.plain(view, AT, "close", 24);
                    inspection.flag(view, AT, "clear_on_close");
                    inspection.flag(view, AT, "notify_on_close");
                    inspection.flag(view, AT, "submit_disabled");
                });
        if (!view.has("submit")) {
            noInput(view.path("blocks"));
        }
    }

    private void home(JsonNode view) {
        if (inspection.isOfType(view, AT, Set.of("home"))) {
            inspection.object(view, AT, HOME, List.of("blocks", "type"), () -> common(view));
        }
    }

    private void common(JsonNode view) {
        if (inspection.items(view, AT, "blocks", 0, Integer.MAX_VALUE)) {
            new BlockRules(inspection).check(view.path("blocks"), AT + "/blocks");
        }
        inspection.string(view, AT, "private_metadata", 0, 3000);
        inspection.string(view, AT, "callback_id", 0, Inspection.LONGEST_ID);
        inspection.string(view, AT, "external_id", 0, Inspection.LONGEST_ID);
    }

    /** The only error about the meaning of a view that was observed with a slash. */
    private void noInput(JsonNode blocks) {
        int index = 0;
        for (JsonNode block : blocks) {
            if (block.path("type").asText().equals("input")) {
                inspection.nonsenseExactlyAt(
                        "must define `submit` to use an `input` block in modals",
                        AT + "/blocks/" + index + "/input");
                return;
            }
            index++;
        }
    }
}
