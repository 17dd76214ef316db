package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches the pictures that blocks name, as Slack does before it shows them, and keeps them. What
 * it cannot fetch makes the whole screen be refused. It goes to this machine only; pictures from
 * elsewhere are taken to be there.
 */
final class ImageFetcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final Map<String, byte[]> fetched = new ConcurrentHashMap<>();
    private volatile @Nullable HttpClient client;

    void start() {
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /**
     * Refuses what cannot be shown.
     *
     * @param error how Slack calls it there
     * @param at where the node stands
     */
    void fetch(JsonNode node, String error, String at) {
        if (node.path("type").asText().equals("image") && node.has("image_url")) {
            var address = node.path("image_url").asText();
            if (!fetched.containsKey(address) && !fetch(address)) {
                var flaw = new Flaw("downloading image failed", at + "/image_url");
                throw Refused.flawed(error, List.of(flaw));
            }
        }
        if (node.path("type").asText().equals("image") && node.has("slack_file")) {
            // It would have to be a picture this app has uploaded, and files here are texts.
            var which = node.path("slack_file").has("id") ? ".id" : ".url";
            var flaw = new Flaw("invalid slack file", at + "/slack_file" + which + "/slack_file");
            throw Refused.flawed(error, List.of(flaw));
        }
        if (node.isArray()) {
            int index = 0;
            for (var child : node) {
                fetch(child, error, at + "/" + index++);
            }
        }
        node.properties()
                .forEach(field -> fetch(field.getValue(), error, at + "/" + field.getKey()));
    }

    private boolean fetch(String address) {
        var visitor = client;
        var uri = URI.create(address);
        if (visitor == null || !Crawler.isLoopback(uri)) {
            return true;
        }
        try {
            var request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
            var answer = visitor.send(request, BodyHandlers.ofByteArray());
            boolean picture =
                    answer.statusCode() == OK
                            && answer.headers()
                                    .firstValue("Content-Type")
                                    .filter(type -> type.startsWith("image/"))
                                    .isPresent();
            if (picture) {
                fetched.put(address, answer.body());
            }
            return picture;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As it was when it was fetched. */
    Optional<byte[]> at(String address) {
        return Optional.ofNullable(fetched.get(address));
    }

    @Override
    public void close() {
        var visitor = client;
        if (visitor != null) {
            visitor.shutdownNow();
        }
    }
}
