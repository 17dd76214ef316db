package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What Slack asks of buttons, menus and inputs. */
final class ElementRules {
    private static final Set<String> COMMON = Set.of("type", "action_id", "confirm");
    private static final Set<String> INPUT_COMMON =
            Set.of("type", "action_id", "placeholder", "focus_on_load");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}");
    private static final int LONGEST_TEXT = 3000;

    private final Inspection inspection;
    private final TextRules texts;

    ElementRules(Inspection inspection, TextRules texts) {
        this.inspection = inspection;
        this.texts = texts;
    }

    /** Checks one element; the block has checked that its type may stand there. */
    void check(JsonNode element, String at) {
        inspection.string(element, at, "action_id", 1, Inspection.LONGEST_ID);
        String type = element.path("type").asText();
        switch (type) {
            case "button" -> button(element, at);
            case "overflow" -> overflow(element, at);
            case "static_select" -> staticSelect(element, at, false);
            case "multi_static_select" -> staticSelect(element, at, true);
            case "external_select" -> externalSelect(element, at, false);
            case "multi_external_select" -> externalSelect(element, at, true);
            case "users_select" -> lookup(element, at, "initial_user");
            case "multi_users_select" -> lookup(element, at, "initial_users");
            case "channels_select" -> lookup(element, at, "initial_channel");
            case "multi_channels_select" -> lookup(element, at, "initial_channels");
            case "conversations_select" -> lookup(element, at, "initial_conversation");
            case "multi_conversations_select" -> lookup(element, at, "initial_conversations");
            case "checkboxes" -> ticks(element, at, "initial_options");
            case "radio_buttons" -> ticks(element, at, "initial_option");
            case "datepicker" -> picker(element, at, "initial_date", DATE);
            case "timepicker" -> picker(element, at, "initial_time", TIME);
            case "plain_text_input" -> textInput(element, at);
            case "email_text_input", "url_text_input" -> addressInput(element, at);
            case "number_input" -> numberInput(element, at);
            case "image" -> image(element, at);
            default -> inspection.flaw("unsupported type: " + type, at + "/type");
        }
    }

    private void button(JsonNode button, String at) {
        inspection.onlyFields(
                button, at, with(COMMON, "text", "url", "value", "style", "accessibility_label"));
        if (inspection.required(button, at, "text")) {
            texts.plain(button, at, "text", 75);
        }
        inspection.webAddress(button, at, "url");
        inspection.string(button, at, "value", 1, 2000);
        inspection.string(button, at, "accessibility_label", 1, 75);
        inspection.oneOf(button, at, "style", Set.of("primary", "danger"));
        texts.confirm(button, at);
    }

    private void overflow(JsonNode menu, String at) {
        inspection.onlyFields(menu, at, with(COMMON, "options"));
        texts.options(menu, at, 5, true, true);
        texts.confirm(menu, at);
    }

    private void staticSelect(JsonNode menu, String at, boolean multi) {
        Set<String> fields = with(selectFields(multi), "options", "option_groups");
        inspection.onlyFields(menu, at, fields);
        select(menu, at, multi);
        if (Json.has(menu, "options") == Json.has(menu, "option_groups")) {
            inspection.flaw("must define either `options` or `option_groups`", at);
        } else if (Json.has(menu, "options")) {
            texts.options(menu, at, 100, false, true);
        } else {
            texts.groups(menu, at);
        }
        initialsAreOffered(menu, at);
    }

    private void externalSelect(JsonNode menu, String at, boolean multi) {
        inspection.onlyFields(menu, at, with(selectFields(multi), "min_query_length"));
        select(menu, at, multi);
        inspection.number(menu, at, "min_query_length", 0, 100);
        for (Initial initial : Initial.of(menu, at)) {
            texts.option(initial.option(), initial.pointer(), false, true);
        }
    }

    private void select(JsonNode menu, String at, boolean multi) {
        placeholder(menu, at);
        texts.confirm(menu, at);
        if (multi) {
            inspection.number(menu, at, "max_selected_items", 1, 100);
        }
    }

    private static Set<String> selectFields(boolean multi) {
        return multi
                ? with(
                        COMMON,
                        "placeholder",
                        "focus_on_load",
                        "initial_options",
                        "max_selected_items")
                : with(COMMON, "placeholder", "focus_on_load", "initial_option");
    }

    private void lookup(JsonNode menu, String at, String initial) {
        inspection.onlyFields(
                menu,
                at,
                with(
                        COMMON,
                        "placeholder",
                        "focus_on_load",
                        "max_selected_items",
                        "filter",
                        "default_to_current_conversation",
                        "response_url_enabled",
                        initial));
        placeholder(menu, at);
        texts.confirm(menu, at);
        inspection.number(menu, at, "max_selected_items", 1, 100);
    }

    private void ticks(JsonNode menu, String at, String initial) {
        inspection.onlyFields(menu, at, with(COMMON, "options", "focus_on_load", initial));
        texts.options(menu, at, 10, false, false);
        texts.confirm(menu, at);
        inspection.focus(menu, at);
        initialsAreOffered(menu, at);
    }

    private void initialsAreOffered(JsonNode menu, String at) {
        Set<JsonNode> offered = new HashSet<>();
        menu.path("options").forEach(offered::add);
        menu.path("option_groups").forEach(group -> group.path("options").forEach(offered::add));
        for (Initial initial : Initial.of(menu, at)) {
            if (!offered.contains(initial.option())) {
                inspection.flaw("must be one of the provided options", initial.pointer());
            }
        }
    }

    private void picker(JsonNode picker, String at, String initial, Pattern shape) {
        inspection.onlyFields(
                picker, at, with(COMMON, "placeholder", "focus_on_load", "timezone", initial));
        placeholder(picker, at);
        texts.confirm(picker, at);
        if (Json.has(picker, initial) && !shape.matcher(picker.path(initial).asText()).matches()) {
            inspection.flaw("must match " + shape.pattern(), at + "/" + initial);
        }
    }

    private void textInput(JsonNode input, String at) {
        inspection.onlyFields(
                input,
                at,
                with(
                        INPUT_COMMON,
                        "initial_value",
                        "multiline",
                        "min_length",
                        "max_length",
                        "dispatch_action_config"));
        placeholder(input, at);
        inspection.flag(input, at, "multiline");
        inspection.number(input, at, "min_length", 0, LONGEST_TEXT);
        inspection.number(input, at, "max_length", 1, LONGEST_TEXT);
        int longest = input.path("max_length").asInt(LONGEST_TEXT);
        inspection.string(input, at, "initial_value", 0, longest);
        if (input.path("min_length").asInt(0) > longest) {
            inspection.flaw("must not be more than max_length", at + "/min_length");
        }
    }

    private void addressInput(JsonNode input, String at) {
        inspection.onlyFields(
                input, at, with(INPUT_COMMON, "initial_value", "dispatch_action_config"));
        placeholder(input, at);
    }

    private void numberInput(JsonNode input, String at) {
        inspection.onlyFields(
                input,
                at,
                with(
                        INPUT_COMMON,
                        "initial_value",
                        "is_decimal_allowed",
                        "min_value",
                        "max_value",
                        "dispatch_action_config"));
        inspection.required(input, at, "is_decimal_allowed");
        placeholder(input, at);
    }

    private void placeholder(JsonNode element, String at) {
        texts.plain(element, at, "placeholder", 150);
        inspection.focus(element, at);
    }

    void image(JsonNode image, String at) {
        if (Json.has(image, "image_url") == Json.has(image, "slack_file")) {
            inspection.flaw("must define either `image_url` or `slack_file`", at);
        }
        inspection.webAddress(image, at, "image_url");
        if (Json.has(image, "slack_file")) {
            JsonNode file = image.path("slack_file");
            inspection.onlyFields(file, at + "/slack_file", Set.of("id", "url"));
            if (Json.has(file, "id") == Json.has(file, "url")) {
                inspection.flaw("must define either `id` or `url`", at + "/slack_file");
            }
        }
        if (inspection.required(image, at, "alt_text")) {
            inspection.string(image, at, "alt_text", 1, 2000);
        }
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return all;
    }

    /** An option that is chosen from the start. */
    private record Initial(JsonNode option, String pointer) {
        static Iterable<Initial> of(JsonNode menu, String at) {
            if (Json.has(menu, "initial_option")) {
                return Set.of(new Initial(menu.path("initial_option"), at + "/initial_option"));
            }
            String pointer = at + "/initial_options";
            return StreamSupport.stream(menu.path("initial_options").spliterator(), false)
                    .map(option -> new Initial(option, pointer))
                    .toList();
        }
    }
}
