package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Says to the pretend Slack in the bot's name what the bot itself would not say. */
final class BotLine {
    static final String TOKEN = "dG9rZW4tb2YtYS1saW5rLXRoYXQtaXMtbG9uZw~-_";

    private final World world;

    BotLine(World world) {
        this.world = world;
    }

    /** The private answer with a link and a code, for alice. */
    void showsAliceALink(String address, String code) {
        var blocks =
                """
                [{"type":"section","text":{"type":"mrkdwn",
                  "text":"Your code is *%s*. Both are good for five minutes."}},
                 {"type":"actions","elements":[{"type":"button","action_id":"open-link",
                  "text":{"type":"plain_text","text":"Open the one-time link"},"url":"%s"}]}]
                """
                        .formatted(code, address);
        tells("chat.postEphemeral", blocks);
    }

    /** A message to alice that stays. */
    void writesToAlice(String text) {
        tells(
                "chat.postMessage",
                """
                [{"type":"section","text":{"type":"mrkdwn","text":"%s"}}]
                """
                        .formatted(text));
    }

    /** A modal, in answer to whatever made the trigger. */
    void opens(String triggerId, String modal) {
        call(
                "views.open",
                """
                {"trigger_id":"%s","view":%s}
                """
                        .formatted(triggerId, modal));
    }

    private void tells(String method, String blocks) {
        var alice = world.company().alice();
        call(
                method,
                """
                {"channel":"%s","user":"%s","text":"From the desk","blocks":%s}
                """
                        .formatted(
                                world.company().slack().dm(alice).value(), alice.value(), blocks));
    }

    private void call(String method, String body) {
        var slack = world.company().slack();
        var request =
                HttpRequest.newBuilder(slack.apiUrl().resolve(method))
                        .header("Authorization", "Bearer " + slack.botToken().reveal())
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = world.browsers().send(request, BodyHandlers.ofString());
            assertThat(answer.body()).contains("\"ok\":true");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
