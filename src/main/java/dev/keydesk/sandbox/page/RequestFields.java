package dev.keydesk.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The named texts of a request, from its query or its JSON object. */
final class RequestFields {
    private final Map<String, String> texts;

    private RequestFields(Map<String, String> texts) {
        this.texts = texts;
    }

    static RequestFields ofQuery(String raw) {
        Map<String, String> texts = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                texts.put(decoded(pair.substring(0, equals)), decoded(pair, equals + 1));
            }
        }
        return new RequestFields(texts);
    }

    static RequestFields ofJson(byte[] body) {
        JsonNode json = PageJson.read(body);
        if (!json.isObject()) {
            throw Unanswerable.badRequest("The request is not a JSON object.");
        }
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!field.getValue().isTextual() && !field.getValue().isNumber()) {
                throw Unanswerable.badRequest(
                        "The field %s is neither text nor a number.".formatted(field.getKey()));
            }
            texts.put(field.getKey(), field.getValue().asText());
        }
        return new RequestFields(texts);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Returns a text that may be empty. */
    String text(String name) {
        return find(name)
                .orElseThrow(
                        () -> Unanswerable.badRequest("The field %s is missing.".formatted(name)));
    }

    /** Returns a text that must not be empty. */
    String filled(String name) {
        String text = text(name);
        if (text.isBlank()) {
            throw Unanswerable.badRequest("The field %s is empty.".formatted(name));
        }
        return text;
    }

    long number(String name) {
        try {
            return Long.parseLong(filled(name));
        } catch (NumberFormatException _) {
            throw Unanswerable.badRequest("The field %s is not a whole number.".formatted(name));
        }
    }

    private static String decoded(String pair, int from) {
        return decoded(pair.substring(from));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Unanswerable.badRequest("The query is not encoded as a query is.");
        }
    }
}
