package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** One line of a menu. */
public record Choice(
        String text, String value, Optional<String> description, Optional<String> group) {

    /** The lines of a menu, a group of ticks or of radio buttons, as it stands among blocks. */
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
