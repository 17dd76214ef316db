package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.keydesk.config.SecretText;

import java.time.Instant;

/** A pretend key with its value, as a sandbox keeps it in a file; no real Entra could. */
record KeptKey(Secret secret, SecretText value) {

    static JsonNode json(Secret secret, SecretText value) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("keyId", secret.keyId())
                .put("name", secret.displayName())
                .put("hint", secret.hint())
                .put("start", secret.start().toString())
                .put("end", secret.end().toString())
                .put("value", value.reveal());
    }

    static KeptKey of(JsonNode json) {
        var secret =
                new Secret(
                        json.path("keyId").asText(),
                        json.path("name").asText(),
                        json.path("hint").asText(),
                        Instant.parse(json.path("start").asText()),
                        Instant.parse(json.path("end").asText()));
        return new KeptKey(secret, SecretText.of(json.path("value").asText()));
    }
}
