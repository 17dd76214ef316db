package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.keydesk.sandbox.Fault;

import java.time.Duration;
import java.util.Map;

/** The known faults of the real Graph, ready to be planned for a call. */
public final class EntraFault {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private static final String PAGE =
            "<html><head><title>503</title></head><body>The service is unavailable.</body></html>";

    private EntraFault() {}

    /** Returns "too many requests", with the time to wait. */
    public static Fault throttled(Duration retryAfter) {
        var seconds = String.valueOf(retryAfter.toSeconds());
        return new Fault.Refuse(
                429,
                Map.of("Content-Type", "application/json", "Retry-After", seconds),
                error("TooManyRequests", "Please retry again later."));
    }

    /** Returns the conflict with another change of the same app. */
    public static Fault concurrentChange() {
        var refusal = GraphRefusal.concurrentChange();
        return new Fault.Refuse(409, JSON, error(refusal.code(), refusal.message()));
    }

    /** Returns a gateway's error: not JSON, and the outcome of the request is unknown. */
    public static Fault unavailable() {
        return new Fault.Refuse(503, Map.of("Content-Type", "text/html"), PAGE);
    }

    /** Returns the same as {@link #unavailable}, but the work was done. */
    public static Fault unavailableAfter() {
        return new Fault.RefuseAfter(503, Map.of("Content-Type", "text/html"), PAGE);
    }

    /** Returns a status without a body. */
    public static Fault withoutBody(int status) {
        return new Fault.Refuse(status, Map.of(), "");
    }

    /**
     * Returns Graph's error for an object that does not exist, which it also gives for one that it
     * has only lost sight of.
     */
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

    /** Returns "not found" from a server before Graph. */
    public static Fault noSuchPage() {
        return new Fault.Refuse(404, Map.of("Content-Type", "text/html"), PAGE);
    }

    /** Returns an outdated or wrong answer. */
    public static Fault answering(String json) {
        return new Fault.Refuse(200, JSON, json);
    }

    private static String error(String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return body.toString();
    }
}
