package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What Slack asks of blocks. Kinds of block that exist but that nobody here needs yet are refused:
 * better than to pass what was never checked.
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

    private final Inspection inspection;
    private final TextRules texts;
    private final ElementRules elements;
    private final RichTextRules richText;

    BlockRules(Inspection inspection) {
        this.inspection = inspection;
        this.texts = new TextRules(inspection);
        this.elements = new ElementRules(inspection, texts);
        this.richText = new RichTextRules(inspection);
    }

    /** The flaws of a message's blocks. */
    static List<Flaw> inMessage(JsonNode blocks) {
        var inspection = new Inspection(Surface.MESSAGE);
        new BlockRules(inspection).check(blocks, "/blocks");
        return inspection.flaws();
    }

    void check(JsonNode blocks, String at) {
        int most = inspection.surface().blocks;
        if (blocks.size() > most) {
            inspection.flaw("no more than " + most + " items allowed", at);
        }
        int index = 0;
        for (JsonNode block : blocks) {
            String here = at + "/" + index++;
            if (block.isObject()) {
                inspection.blockId(block, here);
                block(block, here);
            } else {
                inspection.flaw("must provide an object", here);
            }
        }
    }

    private void block(JsonNode block, String at) {
        String type = block.path("type").asText();
        switch (type) {
            case "section" -> section(block, at);
            case "header" -> {
                fields(block, at, "text");
                if (inspection.required(block, at, "text")) {
                    texts.plain(block, at, "text", 150);
                }
            }
            case "divider" -> fields(block, at);
            case "context" -> context(block, at);
            case "actions" -> actions(block, at);
            case "input" -> input(block, at);
            case "image" -> {
                fields(block, at, "image_url", "slack_file", "alt_text", "title");
                elements.image(block, at);
                texts.plain(block, at, "title", 2000);
            }
            case "rich_text" -> {
                fields(block, at, "elements");
                richText.check(block, at);
            }
            case "markdown" -> markdown(block, at);
            default -> inspection.flaw("unsupported type: " + type, at + "/type");
        }
    }

    private void section(JsonNode section, String at) {
        fields(section, at, "text", "fields", "accessory", "expand");
        texts.any(section, at, "text", 3000);
        inspection.flag(section, at, "expand");
        if (Json.has(section, "fields")) {
            if (inspection.items(section, at, "fields", 1, 10)) {
                int index = 0;
                for (JsonNode field : section.path("fields")) {
                    texts.text(field, at + "/fields/" + index++, 2000, false);
                }
            }
        } else if (!Json.has(section, "text")) {
            inspection.flaw("must define either `text` or `fields`", at);
        }
        if (Json.has(section, "accessory")) {
            element(section.path("accessory"), at + "/accessory", ACCESSORIES);
        }
    }

    private void context(JsonNode context, String at) {
        fields(context, at, "elements");
        if (!inspection.items(context, at, "elements", 1, 10)) {
            return;
        }
        int index = 0;
        for (JsonNode part : context.path("elements")) {
            String here = at + "/elements/" + index++;
            if (part.path("type").asText().equals("image")) {
                elements.image(part, here);
            } else {
                texts.text(part, here, 3000, false);
            }
        }
    }

    private void actions(JsonNode actions, String at) {
        fields(actions, at, "elements");
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
                inspection.flaw(
                        "`action_id` \"" + actionId + "\" already exists for another element",
                        here + "/action_id");
            }
        }
    }

    private void input(JsonNode input, String at) {
        fields(input, at, "label", "element", "hint", "optional", "dispatch_action");
        inspection.flag(input, at, "optional");
        inspection.flag(input, at, "dispatch_action");
        if (inspection.required(input, at, "label")) {
            texts.plain(input, at, "label", 2000);
        }
        texts.plain(input, at, "hint", 2000);
        if (inspection.required(input, at, "element")) {
            element(input.path("element"), at + "/element", INPUTS);
        }
    }

    private void markdown(JsonNode markdown, String at) {
        fields(markdown, at, "text");
        if (inspection.surface() != Surface.MESSAGE) {
            inspection.flaw("unsupported type: markdown", at + "/type");
        }
        if (inspection.required(markdown, at, "text")) {
            inspection.string(markdown, at, "text", 1, 12_000);
        }
    }

    private void element(JsonNode element, String at, Set<String> allowed) {
        String type = element.path("type").asText();
        if (!allowed.contains(type)) {
            inspection.flaw("unsupported type: " + type, at + "/type");
        } else {
            elements.check(element, at);
        }
    }

    private void fields(JsonNode block, String at, String... own) {
        inspection.onlyFields(block, at, with(Set.of("type", "block_id"), own));
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
