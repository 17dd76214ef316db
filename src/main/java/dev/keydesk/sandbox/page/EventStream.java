package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.HttpCall;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Server-sent events, one for each change, so that two windows see each other's clicks. */
final class EventStream {
    /** Without regular data the server would never notice that a window was closed. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private final ChangeNotifier bell;

    EventStream(ChangeNotifier bell) {
        this.bell = bell;
    }

    void serve(HttpCall call, Map<String, String> headers) throws IOException {
        try (var window = call.stream(200, headers)) {
            tell(window);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first event is sent at once, for changes before the window listened. */
    private void tell(OutputStream window) throws IOException, InterruptedException {
        var told = ChangeCounts.NEVER;
        for (var now = bell.awaitOther(told, SIGN_OF_LIFE);
                now.isPresent();
                now = bell.awaitOther(told, SIGN_OF_LIFE)) {
            if (now.get().equals(told)) {
                send(window, ": still here\n\n");
            } else {
                told = now.get();
                var json = new String(PageJson.bytes(told), StandardCharsets.UTF_8);
                send(window, "data: " + json + "\n\n");
            }
        }
    }

    private static void send(OutputStream window, String text) throws IOException {
        window.write(text.getBytes(StandardCharsets.UTF_8));
        window.flush();
    }
}
