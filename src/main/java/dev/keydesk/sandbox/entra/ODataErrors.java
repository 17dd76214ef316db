package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes a refusal as Graph does: a code, a sentence, and the ids for support. */
final class ODataErrors {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private ODataErrors() {}

    static ObjectNode body(
            GraphRefusal refusal, String requestId, String clientRequestId, Instant now) {
        var body = JsonNodeFactory.instance.objectNode();
        var error = body.putObject("error");
        error.put("code", refusal.code());
        error.put("message", refusal.message());
        if (!refusal.details().isEmpty()) {
            var details = error.putArray("details");
            refusal.details().forEach(detail -> details.add(draw(detail)));
        }
        error.putObject("innerError")
                .put("date", DATE.format(now))
                .put("request-id", requestId)
                .put("client-request-id", clientRequestId);
        return body;
    }

    private static ObjectNode draw(GraphRefusal.Detail detail) {
        var json = JsonNodeFactory.instance.objectNode().put("code", detail.code());
        detail.message().ifPresent(message -> json.put("message", message));
        return json.put("target", detail.target());
    }
}
