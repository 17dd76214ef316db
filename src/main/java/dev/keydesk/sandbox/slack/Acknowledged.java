package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The bot's answer, and whether it would accept the same delivery again; status 0 if it did not
 * answer in time.
 */
record Acknowledged(int status, String contentType, String body, Duration took, boolean mayRetry) {

    static Acknowledged never(Duration took) {
        return new Acknowledged(0, "", "", took, true);
    }

    boolean inTime() {
        return status != 0;
    }

    boolean accepted() {
        return inTime() && status / 100 == 2;
    }

    boolean isEmpty() {
        return body.isBlank();
    }

    boolean saysJson() {
        return contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    Optional<JsonNode> object() {
        return Json.read(body).filter(JsonNode::isObject);
    }

    ActionReply fine() {
        return new ActionReply(status, body, took, Optional.empty());
    }

    ActionReply trouble(String problem) {
        return new ActionReply(status, body, took, Optional.of(problem));
    }
}
