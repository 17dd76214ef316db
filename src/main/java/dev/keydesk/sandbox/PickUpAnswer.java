package dev.keydesk.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.SecretText;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/**
 * Keydesk's answer to the page of a one-time link; the status is 0 if no answer arrived. The value
 * of a secret is removed from the body as soon as it is read.
 */
public record PickUpAnswer(
        int status, JsonNode body, HttpHeaders headers, Optional<SecretText> secret) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String VALUE = "value";

    static PickUpAnswer of(HttpResponse<String> answer) {
        var body = read(answer.body());
        Optional<SecretText> secret = Optional.empty();
        if (body instanceof ObjectNode fields && fields.path(VALUE).isTextual()) {
            secret = Optional.of(SecretText.of(fields.remove(VALUE).asText()));
        }
        return new PickUpAnswer(answer.statusCode(), body, answer.headers(), secret);
    }

    static PickUpAnswer lost() {
        var none = HttpHeaders.of(Map.of(), (_, _) -> true);
        return new PickUpAnswer(0, MissingNode.getInstance(), none, Optional.empty());
    }

    /** A text that is not JSON is not an answer to the page; it is dropped. */
    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Returns the outcome, such as {@code shown} or {@code wrong-code}; empty if this is not an
     * answer to the page.
     */
    public String outcome() {
        return text("outcome");
    }

    /** Returns a field of the answer; empty if it does not exist. */
    public String text(String field) {
        return body.path(field).asText("");
    }

    /** Returns the value of the secret that was shown. */
    public SecretText value() {
        return secret.orElseThrow(() -> new NotAsExpected("no value was shown, but: " + this));
    }

    @Override
    public String toString() {
        return "status %s, %s%s"
                .formatted(status, body, secret.isPresent() ? ", and a value, hidden here" : "");
    }
}
