package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.SimulatedRequest;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A request to the simulated Slack, read completely. */
record Incoming(
        String path,
        String query,
        Optional<String> authorization,
        String contentType,
        String body) {

    static Incoming read(HttpCall call) throws IOException {
        return new Incoming(
                call.path(),
                call.query(),
                call.header("Authorization"),
                call.header("Content-Type").orElse("").toLowerCase(Locale.ROOT),
                call.text());
    }

    static Incoming of(SimulatedRequest simulatedRequest) {
        return new Incoming(
                simulatedRequest.address().getPath(),
                simulatedRequest.query(),
                simulatedRequest.header("Authorization"),
                simulatedRequest.header("Content-Type").orElse("").toLowerCase(Locale.ROOT),
                simulatedRequest.body());
    }

    /**
     * Returns the arguments. Slack accepts JSON only for methods that write, and never the token
     * inside it.
     */
    ObjectNode arguments(ApiMethod.Input input) {
        ObjectNode arguments = form(query);
        if (contentType.startsWith("application/json")) {
            if (input == ApiMethod.Input.FORM_OR_JSON) {
                arguments.setAll(jsonBody());
            }
        } else if (contentType.startsWith("application/x-www-form-urlencoded")) {
            arguments.setAll(form(body));
        } else if (!body.isEmpty()) {
            throw new Refused(contentType.isEmpty() ? "missing_post_type" : "invalid_post_type");
        }
        return arguments;
    }

    private ObjectNode jsonBody() {
        if (Json.read(body).orElseThrow(() -> new Refused("invalid_json"))
                instanceof ObjectNode object) {
            return object.without("token");
        }
        throw new Refused("json_not_object");
    }

    private static ObjectNode form(String encoded) {
        ObjectNode fields = Json.object();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new Refused("invalid_form_data");
        }
    }
}
