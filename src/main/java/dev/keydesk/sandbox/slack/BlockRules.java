package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Slack's rules for blocks. Kinds of blocks that exist but are not used here are refused, because
 * they were never checked.
 */
final class BlockRules {
    private static final Set<String> MENUS =
            Set.of(
                    "static_select",
                    "external_select",
                    "users_select",
                    "conversations_select",
                    "channels_select",
                    "multi_static_select",
                    "multi_external_select",
                    "multi_users_select",
                    "multi_conversations_select",
                    "multi_channels_select",
                    "checkboxes",
                    "radio_buttons",
                    "datepicker",
                    "timepicker");
    private static final Set<String> IN_ACTIONS = with(MENUS, "button", "overflow");
    private static final Set<String> ACCESSORIES = with(IN_ACTIONS, "image");
    private static final Set<String> INPUTS =
            with(MENUS, "plain_text_input", "email_text_input", "url_text_input", "number_input");

    private static final Set<String> KINDS =
            Set.of(
                    "section",
                    "header",
                    "divider",
                    "context",
                    "actions",
                    "input",
                    "image",
                    "rich_text");
    private static final Set<String> KINDS_IN_MESSAGES = with(KINDS, "markdown");

    private final Inspection inspection;
    private final TextRules texts;
    private final ImageRules images;
    private final ElementRules elements;
    private final RichTextRules richText;

    BlockRules(Inspection inspection) {
        this.inspection = inspection;
        this.texts = new TextRules(inspection);
        this.images = new ImageRules(inspection);
        this.elements = new ElementRules(inspection, texts, images);
        this.richText = new RichTextRules(inspection);
    }

    /** Returns the flaws of a message's blocks. */
    static List<Flaw> inMessage(JsonNode blocks) {
        var inspection = new Inspection(Surface.MESSAGE);
        new BlockRules(inspection).check(blocks, "/blocks");
        return inspection.flaws();
    }

    void check(JsonNode blocks, String at) {
        if (!inspection.size(blocks, at, 0, inspection.surface().blocks)) {
            return;
        }
        boolean inMessage = inspection.surface() == Surface.MESSAGE;
        int index = 0;
        for (JsonNode block : blocks) {
            String here = at + "/" + index++;
            if (inspection.isOfType(block, here, inMessage ? KINDS_IN_MESSAGES : KINDS)) {
                block(block, here);
            }
        }
    }

    private void block(JsonNode block, String at) {
        switch (block.path("type").asText()) {
            case "section" ->
                    fields(block, at, Set.of("text", "fields", "accessory", "expand"), List.of())
                            .lookAt(() -> section(block, at));
            case "header" ->
                    fields(block, at, Set.of("text"), List.of("text"))
                            .lookAt(() -> texts.plain(block, at, "text", 150));
            case "context" ->
                    fields(block, at, Set.of("elements"), List.of("elements"))
                            .lookAt(() -> context(block, at));
            case "actions" ->
                    fields(block, at, Set.of("elements"), List.of("elements"))
                            .lookAt(() -> actions(block, at));
            case "input" ->
                    fields(
                                    block,
                                    at,
                                    Set.of(
                                            "label",
                                            "element",
                                            "hint",
                                            "optional",
                                            "dispatch_action"),
                                    List.of("label", "element"))
                            .lookAt(() -> input(block, at));
            case "image" ->
                    fields(
                                    block,
                                    at,
                                    Set.of("image_url", "slack_file", "alt_text", "title"),
                                    List.of("alt_text"))
                            .lookAt(() -> {
                                images.source(block, at);
                                texts.plain(block, at, "title", 2000);
                            });
            case "rich_text" ->
                    fields(block, at, Set.of("elements"), List.of("elements"))
                            .lookAt(() -> richText.check(block, at));
            case "markdown" ->
                    fields(block, at, Set.of("text"), List.of("text"))
                            .lookAt(() -> inspection.string(block, at, "text", 1, 12_000));
            default -> fields(block, at, Set.of(), List.of()).lookAt(() -> {});
        }
    }

    private void section(JsonNode section, String at) {
        texts.any(section, at, "text", 3000);
        if (section.has("accessory")) {
            element(section.path("accessory"), at + "/accessory", ACCESSORIES);
        }
        if (section.has("fields") && inspection.items(section, at, "fields", 1, 10)) {
            int index = 0;
            for (JsonNode field : section.path("fields")) {
                texts.text(field, at + "/fields/" + index++, 2000, false);
            }
        }
        inspection.flag(section, at, "expand");
        if (!section.has("text") && !section.has("fields")) {
            inspection.nonsense("must define either `text` or `fields`", at + "/type");
        }
    }

    private void context(JsonNode context, String at) {
        if (!inspection.items(context, at, "elements", 1, 10)) {
            return;
        }
        int index = 0;
        for (JsonNode part : context.path("elements")) {
            String here = at + "/elements/" + index++;
            if (part.path("type").asText().equals("image")) {
                images.element(part, here);
            } else {
                texts.text(part, here, 3000, false);
            }
        }
    }

    private void actions(JsonNode actions, String at) {
        if (!inspection.items(actions, at, "elements", 1, 25)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (JsonNode part : actions.path("elements")) {
            String here = at + "/elements/" + index++;
            element(part, here, IN_ACTIONS);
            String actionId = part.path("action_id").asText();
            if (!actionId.isEmpty() && !seen.add(actionId)) {
                inspection.nonsense(
                        "`action_id` \"" + actionId + "\" already exists for another element",
                        here + "/action_id");
            }
        }
    }

    private void input(JsonNode input, String at) {
        texts.plain(input, at, "label", 2000);
        element(input.path("element"), at + "/element", INPUTS);
        texts.plain(input, at, "hint", 2000);
        inspection.flag(input, at, "optional");
        inspection.flag(input, at, "dispatch_action");
    }

    private void element(JsonNode element, String at, Set<String> allowed) {
        if (inspection.isOfType(element, at, allowed)) {
            elements.check(element, at);
        }
    }

    private Fields fields(JsonNode block, String at, Set<String> own, List<String> required) {
        var known = new HashSet<>(own);
        known.addAll(Set.of("type", "block_id"));
        return look ->
                inspection.object(
                        block,
                        at,
                        known,
                        required,
                        () -> {
                            inspection.blockId(block, at);
                            look.run();
                        });
    }

    /** Checks the fields of a block. */
    private interface Fields {
        void lookAt(Runnable look);
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
