package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Slack's rules for buttons, menus and inputs. */
final class ElementRules {
    private static final Set<String> COMMON = Set.of("type", "action_id", "confirm");
    private static final Set<String> INPUT_COMMON =
            Set.of("type", "action_id", "placeholder", "focus_on_load");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String TIME = "^\\d{2}:\\d{2}$";
    private static final int LONGEST_TEXT = 3000;
    private static final String NOT_OFFERED = "must be one of the provided options";

    private final Inspection inspection;
    private final TextRules texts;
    private final ImageRules images;

    ElementRules(Inspection inspection, TextRules texts, ImageRules images) {
        this.inspection = inspection;
        this.texts = texts;
        this.images = images;
    }

    /** Checks an element; the block has checked that its type is allowed there. */
    void check(JsonNode element, String at) {
        switch (element.path("type").asText()) {
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
            case "datepicker" -> datePicker(element, at);
            case "timepicker" -> timePicker(element, at);
            case "plain_text_input" -> textInput(element, at);
            case "email_text_input", "url_text_input" -> addressInput(element, at);
            case "number_input" -> numberInput(element, at);
            case "image" -> images.element(element, at);
            default -> throw new IllegalArgumentException("no element has passed as " + element);
        }
    }

    /** Checks that an interactive element has an id, and only its own fields. */
    private void usable(
            JsonNode element,
            String at,
            Set<String> fields,
            List<String> required,
            Runnable lookAtFields) {
        inspection.object(
                element,
                at,
                fields,
                required,
                () -> {
                    inspection.string(element, at, "action_id", 1, Inspection.LONGEST_ID);
                    lookAtFields.run();
                });
    }

    private void button(JsonNode button, String at) {
        usable(
                button,
                at,
                with(COMMON, "text", "url", "value", "style", "accessibility_label"),
                List.of("text"),
                () -> {
                    texts.plain(button, at, "text", 75);
                    inspection.webAddress(button, at, "url");
                    inspection.string(button, at, "value", 1, 2000);
                    inspection.oneOf(button, at, "style", Set.of("primary", "danger"));
                    texts.confirm(button, at);
                    inspection.string(button, at, "accessibility_label", 1, 75);
                });
    }

    private void overflow(JsonNode menu, String at) {
        usable(
                menu,
                at,
                with(COMMON, "options"),
                List.of("options"),
                () -> {
                    texts.options(menu, at, 5, true, true);
                    texts.confirm(menu, at);
                });
    }

    private void staticSelect(JsonNode menu, String at, boolean multi) {
        usable(
                menu,
                at,
                with(selectFields(multi), "options", "option_groups"),
                List.of(),
                () -> {
                    select(menu, at, multi);
                    if (menu.has("options")) {
                        texts.options(menu, at, 100, false, true);
                    }
                    if (menu.has("option_groups")) {
                        texts.groups(menu, at);
                    }
                    if (menu.has("options") == menu.has("option_groups")) {
                        inspection.nonsense("must define either `options` or `option_groups`", at);
                    }
                    initialsAreOffered(menu, at);
                });
    }

    private void externalSelect(JsonNode menu, String at, boolean multi) {
        usable(
                menu,
                at,
                with(selectFields(multi), "min_query_length"),
                List.of(),
                () -> {
                    select(menu, at, multi);
                    for (Initial initial : Initial.of(menu, at)) {
                        texts.option(initial.option(), initial.pointer(), false, true);
                    }
                    inspection.number(menu, at, "min_query_length", 0, 100);
                });
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
        usable(
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
                        initial),
                List.of(),
                () -> {
                    placeholder(menu, at);
                    texts.confirm(menu, at);
                    inspection.number(menu, at, "max_selected_items", 1, 100);
                });
    }

    private void ticks(JsonNode menu, String at, String initial) {
        usable(
                menu,
                at,
                with(COMMON, "options", "focus_on_load", initial),
                List.of("options"),
                () -> {
                    texts.options(menu, at, 10, false, false);
                    texts.confirm(menu, at);
                    inspection.focus(menu, at);
                    initialsAreOffered(menu, at);
                });
    }

    private void initialsAreOffered(JsonNode menu, String at) {
        if (menu.path("initial_options").isArray() && menu.path("initial_options").isEmpty()) {
            inspection.nonsense(NOT_OFFERED, at + "/initial_options");
        }
        Set<JsonNode> offered = new HashSet<>();
        menu.path("options").forEach(offered::add);
        menu.path("option_groups").forEach(group -> group.path("options").forEach(offered::add));
        for (Initial initial : Initial.of(menu, at)) {
            if (!initial.option().isObject()) {
                inspection.flaw("must provide an object", initial.pointer());
            } else if (!offered.contains(initial.option())) {
                inspection.nonsense(NOT_OFFERED, initial.pointer());
            }
        }
    }

    private void datePicker(JsonNode picker, String at) {
        picker(
                picker,
                at,
                "initial_date",
                () -> {
                    inspection.string(picker, at, "initial_date", 0, LONGEST_TEXT);
                    var date = picker.path("initial_date");
                    if (date.isTextual() && !DATE.matcher(date.asText()).matches()) {
                        inspection.flaw("input must be a valid: date", at + "/initial_date");
                    }
                });
    }

    private void timePicker(JsonNode picker, String at) {
        picker(
                picker,
                at,
                "initial_time",
                () -> inspection.pattern(picker, at, "initial_time", TIME));
    }

    private void picker(JsonNode picker, String at, String initial, Runnable lookAtInitial) {
        usable(
                picker,
                at,
                with(COMMON, "placeholder", "focus_on_load", "timezone", initial),
                List.of(),
                () -> {
                    placeholder(picker, at);
                    lookAtInitial.run();
                    texts.confirm(picker, at);
                });
    }

    private void textInput(JsonNode input, String at) {
        usable(
                input,
                at,
                with(
                        INPUT_COMMON,
                        "initial_value",
                        "multiline",
                        "min_length",
                        "max_length",
                        "dispatch_action_config"),
                List.of(),
                () -> {
                    placeholder(input, at);
                    inspection.flag(input, at, "multiline");
                    inspection.number(input, at, "min_length", 0, LONGEST_TEXT);
                    inspection.number(input, at, "max_length", 1, LONGEST_TEXT);
                    int longest = input.path("max_length").asInt(LONGEST_TEXT);
                    inspection.string(input, at, "initial_value", 0, longest);
                    if (input.path("min_length").asInt(0) > longest) {
                        inspection.nonsense("must not be more than max_length", at + "/min_length");
                    }
                });
    }

    private void addressInput(JsonNode input, String at) {
        usable(
                input,
                at,
                with(INPUT_COMMON, "initial_value", "dispatch_action_config"),
                List.of(),
                () -> placeholder(input, at));
    }

    private void numberInput(JsonNode input, String at) {
        usable(
                input,
                at,
                with(
                        INPUT_COMMON,
                        "initial_value",
                        "is_decimal_allowed",
                        "min_value",
                        "max_value",
                        "dispatch_action_config"),
                List.of("is_decimal_allowed"),
                () -> placeholder(input, at));
    }

    private void placeholder(JsonNode element, String at) {
        texts.plain(element, at, "placeholder", 150);
        inspection.focus(element, at);
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return all;
    }

    /** An option that is selected initially. */
    private record Initial(JsonNode option, String pointer) {
        static Iterable<Initial> of(JsonNode menu, String at) {
            if (menu.has("initial_option")) {
                return Set.of(new Initial(menu.path("initial_option"), at + "/initial_option"));
            }
            String pointer = at + "/initial_options";
            return StreamSupport.stream(menu.path("initial_options").spliterator(), false)
                    .map(option -> new Initial(option, pointer))
                    .toList();
        }
    }
}
