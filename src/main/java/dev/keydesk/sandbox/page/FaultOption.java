package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.Fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A fault that a person can choose from a list.
 *
 * @param id its name for the page
 * @param label its name for people
 */
record FaultOption(String id, String label, Fault fault) {
    private static final String HTML =
            """
            <!doctype html><html><head><title>Service unavailable</title></head>
            <body><h1>Service unavailable</h1></body></html>
            """;

    /** Returns Slack's faults, in the real Slack's words. */
    static List<FaultOption> ofSlack() {
        return List.of(
                new FaultOption(
                        "429",
                        "429, come back in 2 seconds",
                        json(429, "2", "{\"ok\":false,\"error\":\"ratelimited\"}")),
                new FaultOption(
                        "refused",
                        "ok: false, internal_error",
                        json(200, "0", "{\"ok\":false,\"error\":\"internal_error\"}")),
                refused("restricted", "app_access_restricted"),
                refused("file-type", "file_type_not_allowed"),
                refused("only-pictures", "file_uploads_except_images_disabled"),
                new FaultOption(
                        "500", "500", json(500, "0", "{\"ok\":false,\"error\":\"fatal_error\"}")),
                new FaultOption(
                        "503",
                        "503",
                        json(503, "0", "{\"ok\":false,\"error\":\"service_unavailable\"}")),
                html(),
                slow(),
                cutBefore(),
                cutAfter(),
                silentBefore(),
                silentAfter());
    }

    /** Returns Graph's faults, in the real Graph's words; its sign-in answers the same. */
    static List<FaultOption> ofEntra() {
        return List.of(
                new FaultOption(
                        "429",
                        "429, come back in 2 seconds",
                        json(429, "2", graphError("TooManyRequests", "Too many requests."))),
                new FaultOption(
                        "403",
                        "403, no permission",
                        json(
                                403,
                                "0",
                                graphError(
                                        "Authorization_RequestDenied",
                                        "Insufficient privileges to complete the operation."))),
                new FaultOption(
                        "500",
                        "500",
                        json(500, "0", graphError("InternalServerError", "Internal error."))),
                new FaultOption(
                        "503",
                        "503",
                        json(503, "0", graphError("ServiceUnavailable", "Try again later."))),
                html(),
                slow(),
                cutBefore(),
                cutAfter(),
                silentBefore(),
                silentAfter());
    }

    private static FaultOption refused(String name, String error) {
        return new FaultOption(
                name,
                "ok: false, " + error,
                json(200, "0", "{\"ok\":false,\"error\":\"%s\"}".formatted(error)));
    }

    private static FaultOption html() {
        var page = new Fault.Refuse(503, Map.of("Content-Type", "text/html"), HTML);
        return new FaultOption("html", "503 with a web page instead of JSON", page);
    }

    private static FaultOption slow() {
        var slow = new Fault.Slow(Duration.ofSeconds(5));
        return new FaultOption("slow", "answers after 5 seconds", slow);
    }

    private static FaultOption cutBefore() {
        return new FaultOption("cut-before", "hangs up, nothing done", new Fault.CutBefore());
    }

    private static FaultOption cutAfter() {
        return new FaultOption("cut-after", "does it, then hangs up", new Fault.CutAfter());
    }

    private static FaultOption silentBefore() {
        return new FaultOption(
                "silent-before", "never answers, nothing done", new Fault.HangBefore());
    }

    private static FaultOption silentAfter() {
        return new FaultOption(
                "silent-after", "does it, the answer is lost", new Fault.HangAfter());
    }

    private static Fault json(int status, String retryAfter, String body) {
        var headers =
                retryAfter.equals("0")
                        ? Map.of("Content-Type", "application/json")
                        : Map.of("Content-Type", "application/json", "Retry-After", retryAfter);
        return new Fault.Refuse(status, headers, body);
    }

    private static String graphError(String code, String message) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message);
    }
}
