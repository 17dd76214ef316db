package dev.keydesk.entra;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads single fields of Graph's answers. */
final class JsonFields {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Names in Entra have 256 characters at most. */
    private static final int LONGEST_TEXT = 256;

    private JsonFields() {}

    /** Returns a GUID; anything else is unreadable. */
    static UUID id(JsonNode json) throws AppJson.Unreadable {
        if (!json.isTextual() || !GUID.matcher(json.textValue()).matches()) {
            throw new AppJson.Unreadable();
        }
        return UUID.fromString(json.textValue());
    }

    /** Returns at most 256 characters; empty for null, blank text, or another type. */
    static Optional<String> text(JsonNode json) {
        return Optional.of(json)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank())
                .map(JsonFields::cut);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        boolean isPair = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
        return text.substring(0, isPair ? LONGEST_TEXT - 1 : LONGEST_TEXT);
    }

    /** Returns the items of a list. */
    static JsonNode list(JsonNode answer) throws AppJson.Unreadable {
        var list = answer.path("value");
        if (!list.isArray()) {
            throw new AppJson.Unreadable();
        }
        return list;
    }

    /** Returns the link to the next page. */
    static Optional<String> next(JsonNode answer) throws AppJson.Unreadable {
        var link = answer.path("@odata.nextLink");
        if (link.isMissingNode() || link.isNull()) {
            return Optional.empty();
        }
        if (!link.isTextual()) {
            throw new AppJson.Unreadable();
        }
        return Optional.of(link.textValue());
    }
}
