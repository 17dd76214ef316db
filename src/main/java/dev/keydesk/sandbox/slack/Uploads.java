package dev.keydesk.sandbox.slack;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files that are being uploaded: an address is issued, the bytes are sent there, and only then the
 * file is shared. Until then nobody sees it.
 */
final class Uploads {
    private static final String PATH = "/upload/v1/";

    private final Map<String, Upload> byPath = new HashMap<>();
    private final Map<String, Upload> byId = new LinkedHashMap<>();
    private final Ids ids;

    Uploads(Ids ids) {
        this.ids = ids;
    }

    private record Upload(
            String id, String name, int length, Optional<String> text, boolean shared) {
        Upload with(String bytes) {
            return new Upload(id, name, length, Optional.of(bytes), shared);
        }

        Upload given() {
            return new Upload(id, name, length, text, true);
        }
    }

    /** A new file: its id, and where its bytes go. */
    record Announced(String id, String path) {}

    synchronized Announced announce(String name, int length) {
        var upload = new Upload(ids.next("F"), name, length, Optional.empty(), false);
        var path = PATH + ids.hex(16);
        byPath.put(path, upload);
        byId.put(upload.id(), upload);
        return new Announced(upload.id(), path);
    }

    /** Takes the bytes. An address accepts one file of the announced length. */
    synchronized SlackHttpAnswer bring(String path, String body) {
        var upload = byPath.remove(path);
        if (upload == null) {
            return new SlackHttpAnswer(404, Map.of("Content-Type", "text/plain"), "not found");
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        if (length != upload.length()) {
            return new SlackHttpAnswer(400, Map.of("Content-Type", "text/plain"), "wrong length");
        }
        byId.put(upload.id(), upload.with(body));
        return new SlackHttpAnswer(200, Map.of("Content-Type", "text/plain"), "OK - " + length);
    }

    /** Completes the file, which is possible once. */
    synchronized SharedFile complete(String id, String title) {
        var upload = byId.get(id);
        if (upload == null || upload.shared() || upload.text().isEmpty()) {
            throw new Refused("file_not_found");
        }
        byId.put(id, upload.given());
        return new SharedFile(id, upload.name(), title, upload.text().get());
    }
}
