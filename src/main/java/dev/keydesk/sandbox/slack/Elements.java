package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what can be clicked, chosen and filled in among blocks. */
final class Elements {
    private Elements() {}

    /** An element with its block. */
    record Placed(JsonNode block, JsonNode element) {
        String blockId() {
            return block.path("block_id").asText();
        }

        String actionId() {
            return element.path("action_id").asText();
        }

        String type() {
            return element.path("type").asText();
        }

        boolean isInput() {
            return block.path("type").asText().equals("input");
        }
    }

    static List<JsonNode> elementsOf(JsonNode block) {
        List<JsonNode> found = new ArrayList<>();
        switch (block.path("type").asText()) {
            case "actions" -> block.path("elements").forEach(found::add);
            case "input" -> found.add(block.path("element"));
            case "section" -> {
                JsonNode accessory = block.path("accessory");
                if (accessory.isObject() && !accessory.path("type").asText().equals("image")) {
                    found.add(accessory);
                }
            }
            default -> {}
        }
        return found;
    }

    static List<Placed> all(JsonNode blocks) {
        List<Placed> all = new ArrayList<>();
        for (JsonNode block : blocks) {
            for (JsonNode element : elementsOf(block)) {
                all.add(new Placed(block, element));
            }
        }
        return all;
    }

    static List<Placed> withAction(JsonNode blocks, String actionId) {
        return all(blocks).stream().filter(it -> it.actionId().equals(actionId)).toList();
    }

    /** Returns everything that can be clicked: buttons, and the entries of overflow menus. */
    static List<SeenButton> buttons(JsonNode blocks) {
        List<SeenButton> buttons = new ArrayList<>();
        for (Placed placed : all(blocks)) {
            switch (placed.type()) {
                case "button" -> buttons.add(button(placed, placed.element()));
                case "overflow" ->
                        placed.element()
                                .path("options")
                                .forEach(option -> buttons.add(button(placed, option)));
                default -> {}
            }
        }
        return buttons;
    }

    /** Returns the options of a menu, including those in groups. */
    static List<Choice> choices(JsonNode menu) {
        List<Choice> choices = new ArrayList<>();
        menu.path("options").forEach(it -> choices.add(Choice.of(it, Optional.empty())));
        for (JsonNode group : menu.path("option_groups")) {
            var label = Json.text(group.path("label"), "text");
            group.path("options").forEach(it -> choices.add(Choice.of(it, label)));
        }
        return choices;
    }

    static Optional<JsonNode> option(JsonNode menu, String value) {
        List<JsonNode> options = new ArrayList<>();
        menu.path("options").forEach(options::add);
        menu.path("option_groups").forEach(it -> it.path("options").forEach(options::add));
        return options.stream().filter(it -> it.path("value").asText().equals(value)).findFirst();
    }

    private static SeenButton button(Placed placed, JsonNode pressed) {
        return new SeenButton(
                placed.blockId(),
                placed.actionId(),
                pressed.path("text").path("text").asText(),
                Json.text(pressed, "value"),
                Json.text(pressed, "url"),
                Json.text(pressed, "style"),
                Json.has(placed.element(), "confirm"));
    }
}
