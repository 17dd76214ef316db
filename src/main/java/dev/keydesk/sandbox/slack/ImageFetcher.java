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
 * Fetches and keeps the images in blocks, as Slack does before it shows them. An image that cannot
 * be fetched makes Slack refuse the whole screen. It fetches from this machine only; images
 * elsewhere are assumed to exist.
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
     * Refuses an image that cannot be shown.
     *
     * @param error Slack's code for that place
     * @param at the JSON pointer to the node
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
            // It would have to be an image that this app has uploaded, and files here are texts.
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

    /** Returns the image as it was when it was fetched. */
    Optional<byte[]> fetched(String address) {
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
