package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;

/** One line of a menu. */
public record Choice(
        String text, String value, Optional<String> description, Optional<String> group) {

    static Choice of(JsonNode option, Optional<String> group) {
        return new Choice(
                option.path("text").path("text").asText(),
                option.path("value").asText(),
                Json.text(option.path("description"), "text"),
                group);
    }
}
