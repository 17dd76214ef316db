package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The link previewer: it GETs the addresses in messages before anybody reads them. It visits this
 * machine only, whatever a message says.
 *
 * <p>It is unknown whether the real one also visits the address of a button; this one does, so that
 * nobody relies on the opposite.
 */
final class Crawler implements AutoCloseable {
    static final String USER_AGENT = "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>|\"*`]+");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Journal journal;
    private final InstantSource clock;
    private volatile @Nullable HttpClient client;

    Crawler(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void start() {
        client =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();
    }

    void visit(MessageVersion message) {
        if (message.previews()) {
            visit(message.text(), message.blocks());
        }
    }

    private void visit(String text, JsonNode blocks) {
        Set<String> found = new LinkedHashSet<>();
        collect(text, found);
        collect(blocks, found);
        found.forEach(this::visit);
    }

    private static void collect(JsonNode node, Set<String> found) {
        JsonNode text = node.path("text");
        if (text.isTextual() && node.path("type").asText().equals("mrkdwn")) {
            collect(text.asText(), found);
        }
        Json.text(node, "url").ifPresent(found::add);
        node.forEach(child -> collect(child, found));
    }

    private static void collect(String text, Set<String> found) {
        ADDRESS.matcher(text).results().forEach(match -> found.add(match.group()));
    }

    private void visit(String address) {
        HttpClient visitor = client;
        if (visitor == null) {
            return;
        }
        URI uri;
        try {
            uri = URI.create(withoutFragment(address).replace("&amp;", "&"));
        } catch (IllegalArgumentException _) {
            return;
        }
        if (SCHEMES.contains(uri.getScheme()) && isLoopback(uri)) {
            journal.crawled(new Crawl(uri, get(visitor, uri), clock.instant()));
        }
    }

    /** The fragment is for the reader's browser, and is not sent. */
    private static String withoutFragment(String address) {
        int sign = address.indexOf('#');
        return sign < 0 ? address : address.substring(0, sign);
    }

    private static int get(HttpClient client, URI uri) {
        var request =
                HttpRequest.newBuilder(uri)
                        .timeout(PATIENCE)
                        .header("User-Agent", USER_AGENT)
                        .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    static boolean isLoopback(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            return false;
        }
        boolean named = host.equals("localhost") || host.equals("[::1]");
        try {
            // Only a literal address is resolved, which asks no name server.
            return named
                    || (host.matches("[0-9.]+") && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException _) {
            return false;
        }
    }

    @Override
    public void close() {
        HttpClient visitor = client;
        if (visitor != null) {
            visitor.shutdownNow();
        }
    }
}
