package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.HttpCall;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps other web pages out. Any page can send requests to this machine, and after DNS rebinding
 * even read the answers; only a request that names this server as its host, and for a POST as its
 * origin, comes from the sandbox page.
 */
final class Guard {
    private Guard() {}

    static void check(HttpCall call) {
        var host = call.header("Host").orElse("");
        int port = call.port();
        if (!Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host)) {
            throw new Unanswerable(
                    403, "This server answers to http://127.0.0.1:%s/ only.".formatted(port));
        }
        var site = call.header("Sec-Fetch-Site").orElse("none");
        if (site.equals("cross-site") || site.equals("same-site")) {
            throw new Unanswerable(403, "Another web page sent this request.");
        }
        if (call.method().equals("POST")) {
            checkPost(call, host);
        }
    }

    private static void checkPost(HttpCall call, String host) {
        if (!call.header("Origin").equals(Optional.of("http://" + host))) {
            throw new Unanswerable(403, "Only the sandbox's own page may do this.");
        }
        // A browser sends another page's form without a preflight request, but not JSON.
        var type = call.header("Content-Type").orElse("");
        var bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!bare.equals("application/json")) {
            throw new Unanswerable(415, "Send application/json.");
        }
    }
}
