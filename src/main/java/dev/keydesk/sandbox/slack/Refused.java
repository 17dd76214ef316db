package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/** Slack refuses a call: its error code, and its further words. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Only blocks of messages report their flaws beside the metadata too; views never do. */
    private static final String SAID_TWICE = "invalid_blocks";

    private final String error;
    private final transient Map<String, String> details;
    private final transient List<String> messages;

    private Refused(String error, Map<String, String> details, List<String> messages) {
        super(error);
        this.error = error;
        this.details = details;
        this.messages = messages;
    }

    Refused(String error) {
        this(error, Map.of(), List.of());
    }

    static Refused flawed(String error, List<Flaw> flaws) {
        return new Refused(error, Map.of(), flaws.stream().map(Flaw::text).toList());
    }

    static Refused argument(String message) {
        return arguments(List.of(message));
    }

    /** Slack has no method of that name; it repeats the name. */
    static Refused unknownMethod(String name) {
        return new Refused("unknown_method", Map.of("req_method", name), List.of());
    }

    static Refused arguments(List<String> messages) {
        return new Refused("invalid_arguments", Map.of(), messages);
    }

    static Refused missingScope(String needed, String provided) {
        return new Refused(
                "missing_scope", Map.of("needed", needed, "provided", provided), List.of());
    }

    String error() {
        return error;
    }

    /** Returns in words what was wrong. */
    String explanation() {
        if (!messages.isEmpty()) {
            return String.join("; ", messages);
        }
        String needed = details.containsKey("needed") ? " " + details.get("needed") : "";
        return Explanations.of(error, error.replace('_', ' ')) + needed;
    }

    ObjectNode answer() {
        ObjectNode answer = Json.object().put("ok", false).put("error", error);
        details.forEach(answer::put);
        if (!messages.isEmpty()) {
            if (error.equals(SAID_TWICE)) {
                var plain = answer.putArray("errors");
                messages.forEach(plain::add);
            }
            var labelled = answer.putObject("response_metadata").putArray("messages");
            messages.forEach(message -> labelled.add("[ERROR] " + message));
        }
        return answer;
    }
}
