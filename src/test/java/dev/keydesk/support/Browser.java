package dev.keydesk.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.keydesk.config.SecretText;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks what the page behind a one-time link asks, over HTTP and through the link's address. */
public final class Browser implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient line =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came of it; an empty outcome if the answer got lost. */
    public record Answer(String outcome, Optional<SecretText> value) {
        static final Answer LOST = new Answer("", Optional.empty());
    }

    public Answer picksUp(ScriptedPerson.Invitation invitation) {
        return asks("pick-up", invitation);
    }

    public Answer haveIt(ScriptedPerson.Invitation invitation) {
        return asks("have-it", invitation);
    }

    private Answer asks(String deed, ScriptedPerson.Invitation invitation) {
        var page = URI.create(invitation.link().toString().replaceFirst("#.*", ""));
        var token = invitation.link().getFragment().substring(2);
        var body =
                JSON.createObjectNode()
                        .put("do", deed)
                        .put("token", token)
                        .put("code", invitation.code());
        var question =
                HttpRequest.newBuilder(page)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Origin", page.resolve("/").toString().replaceFirst("/$", ""))
                        .header("Sec-Fetch-Dest", "empty")
                        .header("Sec-Fetch-Mode", "cors")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build();
        try {
            return read(line.send(question, BodyHandlers.ofString()).body());
        } catch (IOException lost) {
            return Answer.LOST;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Answer.LOST;
        }
    }

    private static Answer read(String body) {
        try {
            var fields = JSON.readTree(body);
            return new Answer(
                    fields.path("outcome").asText(),
                    Optional.of(fields.path("value").asText())
                            .filter(value -> !value.isEmpty())
                            .map(SecretText::of));
        } catch (JsonProcessingException notOurs) {
            return Answer.LOST;
        }
    }

    @Override
    public void close() {
        line.shutdownNow();
    }
}
