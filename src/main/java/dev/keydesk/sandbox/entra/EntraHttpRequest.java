package dev.keydesk.sandbox.entra;

import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.SimulatedRequest;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An HTTP request, read completely. */
record EntraHttpRequest(
        String method,
        String path,
        String rawQuery,
        Map<String, String> query,
        Map<String, String> headers,
        String body) {

    static EntraHttpRequest read(HttpCall call) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        call.headers().forEach((name, values) -> headers.put(name, values.getLast()));
        return new EntraHttpRequest(
                call.method(), call.path(), call.query(), form(call.query()), headers, call.text());
    }

    static EntraHttpRequest of(SimulatedRequest simulatedRequest) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(simulatedRequest.headers());
        return new EntraHttpRequest(
                simulatedRequest.method(),
                simulatedRequest.address().getPath(),
                simulatedRequest.query(),
                form(simulatedRequest.query()),
                headers,
                simulatedRequest.body());
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Returns the fields of a query or a form, in order. */
    static Map<String, String> form(String encoded) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : encoded.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
