package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.keydesk.sandbox.Fault;

import java.time.Duration;
import java.util.Map;

/** Ways the real Graph is known to misbehave, ready to be planned as the next fault of a call. */
public final class EntraFault {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private static final String PAGE =
            "<html><head><title>503</title></head><body>The service is unavailable.</body></html>";

    private EntraFault() {}

    /** Too many requests; says when to come back. */
    public static Fault throttled(Duration retryAfter) {
        var seconds = String.valueOf(retryAfter.toSeconds());
        return new Fault.Refuse(
                429,
                Map.of("Content-Type", "application/json", "Retry-After", seconds),
                error("TooManyRequests", "Please retry again later."));
    }

    /** Another change of the same app was just made. */
    public static Fault concurrentChange() {
        var refusal = GraphRefusal.concurrentChange();
        return new Fault.Refuse(409, JSON, error(refusal.code(), refusal.message()));
    }

    /** A gateway before Graph gives up: no JSON, and nobody knows what became of the request. */
    public static Fault unavailable() {
        return new Fault.Refuse(503, Map.of("Content-Type", "text/html"), PAGE);
    }

    /** As {@link #unavailable}, but the work was done. */
    public static Fault unavailableAfter() {
        return new Fault.RefuseAfter(503, Map.of("Content-Type", "text/html"), PAGE);
    }

    /** A bare status, with nothing that explains it. */
    public static Fault withoutBody(int status) {
        return new Fault.Refuse(status, Map.of(), "");
    }

    /** Graph says that there is no such thing, as it does of one that it has only lost sight of. */
    public static Fault notFound() {
        return new Fault.Refuse(
                404,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "request-id",
                        "5b1f3d0e-3a0c-4f0e-9a55-6f2a7d6f5c11"),
                error("Request_ResourceNotFound", "Resource does not exist."));
    }

    /** Not Graph but something before it says that there is no such page. */
    public static Fault noSuchPage() {
        return new Fault.Refuse(404, Map.of("Content-Type", "text/html"), PAGE);
    }

    /** An answer of an earlier moment, or of another mind. */
    public static Fault answering(String json) {
        return new Fault.Refuse(200, JSON, json);
    }

    private static String error(String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return body.toString();
    }
}
