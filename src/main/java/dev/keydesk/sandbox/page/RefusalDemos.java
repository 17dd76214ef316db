package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * Makes calls that Slack refuses, on the wire with Keydesk's own token, to show how Slack refuses
 * them. Keydesk makes no such calls.
 */
final class RefusalDemos {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_SECTION = 3000;

    private final SimulatedSlack slack;

    RefusalDemos(SimulatedSlack slack) {
        this.slack = slack;
    }

    List<Line> all() {
        return calls().stream().map(call -> new Line(call.id(), call.label())).toList();
    }

    /** Makes the call and returns Slack's answer. */
    Answered make(RequestFields request) {
        var id = request.filled("id");
        var call =
                calls().stream()
                        .filter(it -> it.id().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                Unanswerable.badRequest("There is no call %s.".formatted(id)));
        return new Answered(call.method(), post(call));
    }

    private List<Call> calls() {
        var channel = somewhereTheBotIs();
        return List.of(
                new Call(
                        "malformed-block",
                        "A message with a malformed block",
                        "chat.postMessage",
                        """
                        {"channel": "%s", "text": "a card", "blocks": [{"type": "section"}]}
                        """
                                .formatted(channel)),
                new Call(
                        "long-modal",
                        "A modal over the limits",
                        "views.open",
                        """
                        {"trigger_id": "1.2.3", "view": {"type": "modal",
                         "title": {"type": "plain_text", "text": "A title of more than 24 letters"},
                         "blocks": [{"type": "section",
                                     "text": {"type": "plain_text", "text": "%s"}}]}}
                        """
                                .formatted("x".repeat(LONGEST_SECTION + 1))),
                new Call("unknown-method", "A method Slack does not have", "secrets.make", "{}"),
                new Call(
                        "unknown-user",
                        "A question about nobody",
                        // Slack accepts no JSON for methods that only read.
                        "users.info?user=U0NOBODY",
                        "{}"));
    }

    private String somewhereTheBotIs() {
        var workspace = slack.workspace();
        return workspace.channels().stream()
                .filter(channel -> channel.members().contains(workspace.botUser()))
                .findFirst()
                .map(channel -> channel.id().value())
                .orElse("C0NOWHERE");
    }

    private String post(Call call) {
        var request =
                HttpRequest.newBuilder(URI.create(slack.apiUrl() + call.method()))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + slack.botToken().reveal())
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(call.body()))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while Slack was asked", e);
        }
    }

    private record Call(String id, String label, String method, String body) {}

    record Line(String id, String label) {}

    /**
     * @param answer Slack's, word for word
     */
    record Answered(String method, String answer) {}
}
