package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.entra.KeyUse.Attempt;

import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A simulated secret with its value, as a sandbox keeps it in a file; the real Entra does not keep
 * values.
 */
record KeptKey(Secret secret, SecretText value, KeyUse use) {

    JsonNode json() {
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("keyId", secret.keyId())
                        .put("name", secret.displayName())
                        .put("customKeyIdentifier", secret.customKeyIdentifier())
                        .put("hint", secret.hint())
                        .put("start", secret.start().toString())
                        .put("end", secret.end().toString())
                        .put("value", value.reveal())
                        .put("times", use.times());
        var signIns = json.putArray("signIns");
        for (var attempt : use.latest()) {
            signIns.addObject()
                    .put("at", attempt.at().toString())
                    .put("accepted", attempt.accepted())
                    .put("outcome", attempt.outcome());
        }
        return json;
    }

    static KeptKey of(JsonNode json) {
        var secret =
                new Secret(
                        json.path("keyId").asText(),
                        json.path("name").asText(),
                        json.path("customKeyIdentifier").asText(),
                        json.path("hint").asText(),
                        Instant.parse(json.path("start").asText()),
                        Instant.parse(json.path("end").asText()));
        var use = new KeyUse(json.path("times").asLong(), attempts(json.path("signIns")));
        return new KeptKey(secret, SecretText.of(json.path("value").asText()), use);
    }

    private static List<Attempt> attempts(JsonNode signIns) {
        return StreamSupport.stream(signIns.spliterator(), false)
                .map(json ->
                        new Attempt(
                                Instant.parse(json.path("at").asText()),
                                json.path("accepted").asBoolean(),
                                json.path("outcome").asText()))
                .toList();
    }
}
