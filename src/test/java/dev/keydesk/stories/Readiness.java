package dev.keydesk.stories;

import dev.keydesk.sandbox.World;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What a load balancer asks a desk. */
final class Readiness {
    private static final int READY = 200;

    private Readiness() {}

    static HttpResponse<String> of(World world) {
        return ask(world, "/ready");
    }

    static HttpResponse<String> ask(World world, String path) {
        var address = "http://127.0.0.1:%d%s".formatted(world.bot().port(), path);
        var request = HttpRequest.newBuilder(URI.create(address)).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Asks until it is; a test that waits in vain has a time limit of its own. */
    static void await(World world) {
        while (of(world).statusCode() != READY) {
            Thread.onSpinWait();
        }
    }
}
