package dev.keydesk.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.keydesk.config.SecretText;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/**
 * The page of a one-time link, without a browser: it sends the page's requests over HTTP to the
 * address of the link.
 */
public final class PickUpTab {
    private final World world;
    private final URI page;
    private final Optional<SecretText> token;

    private PickUpTab(World world, URI page, Optional<SecretText> token) {
        this.world = world;
        this.page = page;
        this.token = token;
    }

    /** Browsers fetch the page without the fragment. */
    static PickUpTab open(World world, URI link) {
        var page = URI.create(link.toString().replaceFirst("#.*", ""));
        var tab = new PickUpTab(world, page, PrivateLinks.token(link.toString()));
        tab.expectThePage();
        return tab;
    }

    private void expectThePage() {
        var visit =
                HttpRequest.newBuilder(page)
                        .header("Accept", "text/html")
                        .header("Sec-Fetch-Dest", "document")
                        .header("Sec-Fetch-Mode", "navigate")
                        .header("Sec-Fetch-Site", "none")
                        .header("Sec-Fetch-User", "?1")
                        .build();
        try {
            var answer = ask(visit);
            var type = answer.headers().firstValue("Content-Type").orElse("nothing");
            if (answer.statusCode() != 200 || !type.startsWith("text/html")) {
                throw new NotAsExpected(
                        "the link leads to no page: status %s, %s"
                                .formatted(answer.statusCode(), type));
            }
        } catch (IOException _) {
            throw new NotAsExpected("the link leads nowhere: nobody answers there");
        }
    }

    /** Types the code and asks for the secret. */
    public PickUpAnswer enter(String code) {
        return settled(send("pick-up", Optional.of(code)));
    }

    /** Asks for the secret with a link that needs no code. */
    public PickUpAnswer enter() {
        return settled(send("pick-up", Optional.empty()));
    }

    /** Clicks the button that confirms the secret. */
    public PickUpAnswer haveIt(String code) {
        return settled(send("have-it", Optional.of(code)));
    }

    /** Clicks the button that says that the secret did not arrive. */
    public PickUpAnswer didNotGetIt(String code) {
        return settled(send("not-received", Optional.of(code)));
    }

    /**
     * Sends the request, without running the jobs that it causes; several threads may do so at
     * once.
     */
    public PickUpAnswer send(String deed, Optional<String> code) {
        var body = JsonNodeFactory.instance.objectNode().put("do", deed);
        token.ifPresent(it -> body.put("token", it.reveal()));
        code.ifPresent(it -> body.put("code", it));
        var question =
                HttpRequest.newBuilder(page)
                        .header("Content-Type", "application/json")
                        .header("Origin", page.resolve("/").toString().replaceFirst("/$", ""))
                        .header("Sec-Fetch-Dest", "empty")
                        .header("Sec-Fetch-Mode", "cors")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build();
        try {
            return PickUpAnswer.of(ask(question));
        } catch (IOException _) {
            return PickUpAnswer.lost();
        }
    }

    private PickUpAnswer settled(PickUpAnswer answer) {
        world.settle();
        return answer;
    }

    private HttpResponse<String> ask(HttpRequest request) throws IOException {
        try {
            return world.browsers().send(request, BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a page was asking the desk", stopped);
        }
    }
}
