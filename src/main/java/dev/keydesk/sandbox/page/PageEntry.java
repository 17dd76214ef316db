package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;
import dev.keydesk.sandbox.slack.NotOnScreen;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Handles every request: first the guard, then a file of the page, the stream of changes, or the
 * API. Bodies are never logged, because a person pastes secrets here.
 */
final class PageEntry implements LoopbackServer.Service {
    private static final Logger LOG = LoggerFactory.getLogger(PageEntry.class);
    private static final int LARGEST_REQUEST = 64 * 1024;
    private static final String JSON = "application/json";

    /** Replaces the world to which the API belongs, so it cannot be a part of the API. */
    private static final String SCENE = "/api/scene";

    /** Only the page's own files: no inline code, no other site, no frame. */
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
    public void serve(HttpCall call) throws IOException {
        try {
            Guard.check(call);
            switch (call.method()) {
                case "GET" -> get(call);
                case "POST" -> post(call);
                default -> throw new Unanswerable(405, "Only GET and POST are known here.");
            }
        } catch (Unanswerable told) {
            problem(call, told.status(), told.why());
        } catch (NotOnScreen gone) {
            problem(call, 409, "That is not on the screen any more: " + gone.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the sandbox's page failed on {}", call.path(), e);
            problem(call, 500, "The sandbox could not do this; its log says why.");
        }
    }

    private void get(HttpCall call) throws IOException {
        var path = call.path();
        if (path.equals("/api/changes")) {
            changes.serve(call, headers("text/event-stream"));
            return;
        }
        if (path.equals("/picture")) {
            var at = RequestFields.ofQuery(call.query()).filled("at");
            var picture = swapLock.open(api -> api.picture(at)).orElseThrow(() -> unknown(path));
            send(call, 200, "image/png", picture);
            return;
        }
        var asset = assets.find(path);
        if (asset.isPresent()) {
            var text = asset.get().text().getBytes(StandardCharsets.UTF_8);
            send(call, 200, asset.get().type(), text);
            return;
        }
        var query = RequestFields.ofQuery(call.query());
        var answer =
                swapLock.open(api -> api.read(path).orElseThrow(() -> unknown(path)).apply(query));
        send(call, 200, JSON, PageJson.bytes(answer));
    }

    private void post(HttpCall call) throws IOException {
        var path = call.path();
        var body = call.body().readNBytes(LARGEST_REQUEST + 1);
        if (body.length > LARGEST_REQUEST) {
            throw new Unanswerable(413, "That is more than the sandbox accepts at once.");
        }
        send(call, 200, JSON, PageJson.bytes(done(path, body)));
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

    private static void problem(HttpCall call, int status, String message) {
        send(call, status, JSON, PageJson.bytes(Map.of("problem", message)));
    }

    private static void send(HttpCall call, int status, String type, byte[] body) {
        call.answer(status, headers(type), body);
    }

    private static Map<String, String> headers(String type) {
        var all = new HashMap<>(HEADERS);
        all.put("Content-Type", type);
        return all;
    }
}
