package dev.keydesk.sandbox.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.keydesk.sandbox.slack.NotOnScreen;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Every request passes here: the guard first, then a file of the page, the stream of changes, or
 * the API. Bodies are never logged; a person pastes secrets here.
 */
final class PageEntry implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PageEntry.class);
    private static final int LARGEST_REQUEST = 64 * 1024;
    private static final String JSON = "application/json";

    /** Changes the world the API stands in, so it cannot be a part of it. */
    private static final String SCENE = "/api/scene";

    /** The page's own files and nothing else: no inline code, no other site, no frame. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy", POLICY,
                    "Cache-Control", "no-store",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Referrer-Policy", "no-referrer",
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY");

    private final Assets assets = new Assets();
    private final SwapLock swapLock;
    private final EventStream changes;

    PageEntry(SwapLock swapLock, EventStream changes) {
        this.swapLock = swapLock;
        this.changes = changes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            Guard.check(exchange);
            switch (exchange.getRequestMethod()) {
                case "GET" -> get(exchange);
                case "POST" -> post(exchange);
                default -> throw new Unanswerable(405, "Only GET and POST are known here.");
            }
        } catch (Unanswerable told) {
            problem(exchange, told.status(), told.why());
        } catch (NotOnScreen gone) {
            problem(exchange, 409, "That is not on the screen any more: " + gone.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the sandbox's page failed on {}", exchange.getRequestURI().getPath(), e);
            problem(exchange, 500, "The sandbox failed at this; its log says why.");
        }
    }

    private void get(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/api/changes")) {
            changes.serve(exchange);
            return;
        }
        if (path.equals("/picture")) {
            var at = RequestFields.ofQuery(exchange.getRequestURI().getRawQuery()).filled("at");
            var picture = swapLock.open(api -> api.picture(at)).orElseThrow(() -> unknown(path));
            send(exchange, 200, "image/png", picture);
            return;
        }
        var asset = assets.at(path);
        if (asset.isPresent()) {
            var text = asset.get().text().getBytes(StandardCharsets.UTF_8);
            send(exchange, 200, asset.get().type(), text);
            return;
        }
        var query = RequestFields.ofQuery(exchange.getRequestURI().getRawQuery());
        var answer =
                swapLock.open(api -> api.read(path).orElseThrow(() -> unknown(path)).apply(query));
        send(exchange, 200, JSON, PageJson.bytes(answer));
    }

    private void post(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
        if (body.length > LARGEST_REQUEST) {
            throw new Unanswerable(413, "That is more than the sandbox takes at once.");
        }
        send(exchange, 200, JSON, PageJson.bytes(done(path, body)));
    }

    private Object done(String path, byte[] body) {
        if (path.equals(SCENE)) {
            return swapLock.change(RequestFields.ofJson(body).filled("name"));
        }
        return swapLock.act(api ->
                api.deed(path).orElseThrow(() -> unknown(path)).apply(RequestFields.ofJson(body)));
    }

    private static Unanswerable unknown(String path) {
        return new Unanswerable(404, "There is nothing at %s.".formatted(path));
    }

    private static void problem(HttpExchange exchange, int status, String message)
            throws IOException {
        send(exchange, status, JSON, PageJson.bytes(Map.of("problem", message)));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
