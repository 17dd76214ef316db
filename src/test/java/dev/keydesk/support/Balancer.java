package dev.keydesk.support;

import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before several nodes and gives each of them every other of Slack's deliveries. */
public final class Balancer implements AutoCloseable {
    /** Those the two sides settle between themselves. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "upgrade", "http2-settings");

    private final List<URI> nodes;
    private final LoopbackServer server;
    private final HttpClient line =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger turn = new AtomicInteger();

    public Balancer(List<URI> nodes) {
        this.nodes = List.copyOf(nodes);
        server = LoopbackServer.http(0, this::passOn);
    }

    public URI address() {
        return server.address().resolve("/");
    }

    private void passOn(HttpCall call) throws IOException, InterruptedException {
        var node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
        var request =
                HttpRequest.newBuilder(node.resolve(call.uri().toString()))
                        .POST(BodyPublishers.ofByteArray(call.body().readAllBytes()));
        call.headers()
                .forEach((name, values) -> {
                    if (isPassedOn(name)) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        var answer = line.send(request.build(), BodyHandlers.ofByteArray());
        var headers = new HashMap<String, String>();
        answer.headers()
                .map()
                .forEach((name, values) -> {
                    if (isPassedOn(name)) {
                        headers.put(name, String.join(", ", values));
                    }
                });
        call.answer(answer.statusCode(), headers, answer.body());
    }

    private static boolean isPassedOn(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.close();
        line.shutdownNow();
    }
}
