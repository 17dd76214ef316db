package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** An option of a menu. */
public record Choice(
        String text, String value, Optional<String> description, Optional<String> group) {

    /** Returns the options of a menu, of checkboxes or of radio buttons. */
    public static List<Choice> allOf(JsonNode menu) {
        return Elements.choices(menu);
    }

    static Choice of(JsonNode option, Optional<String> group) {
        return new Choice(
                option.path("text").path("text").asText(),
                option.path("value").asText(),
                Json.text(option.path("description"), "text"),
                group);
    }
}
