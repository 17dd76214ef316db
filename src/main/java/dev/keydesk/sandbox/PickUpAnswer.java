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
 * What the desk answered to the page of a one-time link; the status is 0 when the answer did not
 * arrive. The value of a secret is taken out of the body as soon as that is read.
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

    /** What is not JSON is no answer of the page's; its text is not kept. */
    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Such as {@code shown} or {@code wrong-code}; empty if the answer is not one of the page's.
     */
    public String outcome() {
        return text("outcome");
    }

    /** A field of the answer, empty if it has none of that name. */
    public String text(String field) {
        return body.path(field).asText("");
    }

    /** The value of the secret that was shown. */
    public SecretText value() {
        return secret.orElseThrow(() -> new NotAsExpected("no value was shown, but: " + this));
    }

    @Override
    public String toString() {
        return "status %s, %s%s"
                .formatted(status, body, secret.isPresent() ? ", and a value, hidden here" : "");
    }
}
