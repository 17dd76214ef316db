package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Records the calls to Graph, and everything that did not fit Microsoft's schema. A sandbox may run
 * for weeks, so the oldest are dropped.
 */
final class CallNotes {
    /** More calls than any story makes, and little memory. */
    static final int KEPT = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InstantSource clock;
    private final Runnable afterwards;
    private final Deque<GraphCall> calls = new ArrayDeque<>();
    private final Deque<String> problems = new ArrayDeque<>();

    CallNotes(InstantSource clock, Runnable afterwards) {
        this.clock = clock;
        this.afterwards = afterwards;
    }

    void add(String name, EntraHttpRequest request, EntraHttpAnswer told) {
        keep(
                calls,
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
        found.forEach(problem -> keep(problems, where + ": " + problem));
    }

    List<GraphCall> calls() {
        return copyOf(calls);
    }

    List<String> problems() {
        return copyOf(problems);
    }

    private static <T> void keep(Deque<T> notes, T note) {
        synchronized (notes) {
            notes.add(note);
            if (notes.size() > KEPT) {
                notes.remove();
            }
        }
    }

    private static <T> List<T> copyOf(Deque<T> notes) {
        synchronized (notes) {
            return List.copyOf(notes);
        }
    }

    /** Graph refuses a secret value from the caller, but the caller may have sent a real one. */
    private static String withoutSecret(EntraHttpRequest request) {
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
