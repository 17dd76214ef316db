package dev.keydesk.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.store.RowJson;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a state is written into its row: its name in one column, its facts as JSON in the other. */
final class RequestJson {
    private static final JsonMapper JSON = RowJson.mapper();

    private static final Map<String, Class<? extends SecretRequest>> STATES =
            Arrays.stream(SecretRequest.class.getPermittedSubclasses())
                    .map(state -> state.<SecretRequest>asSubclass(SecretRequest.class))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Class::getSimpleName, Function.identity()));

    private RequestJson() {}

    /** Written by a newer version, or damaged; which of the two cannot be told from here. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    static String stateOf(SecretRequest request) {
        return request.getClass().getSimpleName();
    }

    static String write(SecretRequest request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    "a state that cannot be written: " + stateOf(request), impossible);
        }
    }

    /**
     * The same for a row that has been written before. A newer version may have put facts there
     * that this one does not know; they stay.
     *
     * @param from what this version has read in that row
     * @param stored what stands in it
     */
    static String write(SecretRequest to, SecretRequest from, String stored) {
        try {
            ObjectNode body = JSON.valueToTree(to);
            keep(JSON.readTree(stored), JSON.valueToTree(from), body);
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    "a row that was read cannot be read: " + impossible.getClass());
        }
    }

    private static void keep(JsonNode stored, JsonNode known, JsonNode now) {
        if (!(now instanceof ObjectNode body)) {
            return;
        }
        stored.properties()
                .forEach(fact -> {
                    var name = fact.getKey();
                    if (!known.has(name)) {
                        body.putIfAbsent(name, fact.getValue());
                    } else if (body.has(name)) {
                        keep(fact.getValue(), known.get(name), body.get(name));
                    }
                });
    }

    static SecretRequest read(String state, String body) {
        var type = STATES.get(state);
        if (type == null) {
            throw new Unreadable("this version does not know that state");
        }
        try {
            return JSON.readValue(body, type);
        } catch (JsonProcessingException damaged) {
            // Jackson's own text quotes the row, and with it what people wrote.
            throw new Unreadable(
                    "a row of it cannot be read by this version (%s)"
                            .formatted(damaged.getClass().getSimpleName()));
        }
    }
}
