package dev.keydesk.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.store.RowJson;
import dev.keydesk.store.RowStates;

/** How a state is written into its row: its name in one column, its facts as JSON in the other. */
final class RequestJson {
    private static final JsonMapper JSON = RowJson.mapper();

    private static final RowStates<SecretRequest> STATES = RowStates.of(SecretRequest.class);

    private RequestJson() {}

    static String stateOf(SecretRequest request) {
        return STATES.nameOf(request);
    }

    static String write(SecretRequest request) {
        return STATES.write(request);
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
        return STATES.read(state, body);
    }
}
