package dev.keydesk.sandbox.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps other web pages out. A page from anywhere can send requests to this machine, and after DNS
 * rebinding even read the answers; only a request that names this server as its host, and for a
 * POST as its origin, comes from our own page.
 */
final class Guard {
    private Guard() {}

    static void check(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
        int port = exchange.getLocalAddress().getPort();
        if (!Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host)) {
            throw new Unanswerable(
                    403, "This server answers to http://127.0.0.1:%s/ only.".formatted(port));
        }
        var site = Optional.ofNullable(headers.getFirst("Sec-Fetch-Site")).orElse("none");
        if (site.equals("cross-site") || site.equals("same-site")) {
            throw new Unanswerable(403, "Another web page sent this request.");
        }
        if (exchange.getRequestMethod().equals("POST")) {
            checkPost(headers, host);
        }
    }

    private static void checkPost(Headers headers, String host) {
        if (!("http://" + host).equals(headers.getFirst("Origin"))) {
            throw new Unanswerable(403, "Only the sandbox's own page may do this.");
        }
        // A form of another page can be sent without the browser asking us first; JSON cannot.
        var type = Optional.ofNullable(headers.getFirst("Content-Type")).orElse("");
        var bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!bare.equals("application/json")) {
            throw new Unanswerable(415, "Send application/json.");
        }
    }
}
