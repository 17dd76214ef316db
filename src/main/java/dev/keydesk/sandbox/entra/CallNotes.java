package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what Graph was asked, and whatever did not fit Microsoft's schema. */
final class CallNotes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InstantSource clock;
    private final Runnable afterwards;
    private final List<GraphCall> calls = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();

    CallNotes(InstantSource clock, Runnable afterwards) {
        this.clock = clock;
        this.afterwards = afterwards;
    }

    void add(String name, Request request, Answer told) {
        calls.add(
                new GraphCall(
                        clock.instant(),
                        name,
                        request.method(),
                        request.path(),
                        request.rawQuery(),
                        withoutSecret(request),
                        told.status(),
                        told.headers().getOrDefault("request-id", "")));
        afterwards.run();
    }

    void problems(String where, List<String> found) {
        found.forEach(problem -> problems.add(where + ": " + problem));
    }

    List<GraphCall> calls() {
        return List.copyOf(calls);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Graph refuses a value of the caller's choosing, but the caller may have meant it. */
    private static String withoutSecret(Request request) {
        try {
            var body = JSON.readTree(request.body());
            if (body.path("passwordCredential") instanceof ObjectNode credential
                    && credential.has("secretText")) {
                credential.put("secretText", "(hidden)");
            }
            return request.body().isEmpty() ? "" : body.toString();
        } catch (JsonProcessingException e) {
            return "(not JSON)";
        }
    }
}
