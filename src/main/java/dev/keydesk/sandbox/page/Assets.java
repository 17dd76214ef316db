package dev.keydesk.sandbox.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the page, read once; no other file can be requested. */
final class Assets {
    static final List<String> NAMES =
            List.of(
                    "index.html",
                    "style.css",
                    "icon.svg",
                    "api.js",
                    "blocks.js",
                    "changes.js",
                    "combobox.js",
                    "composer.js",
                    "conversation.js",
                    "dates.js",
                    "desk.js",
                    "dialogs.js",
                    "dom.js",
                    "entra.js",
                    "fields.js",
                    "guide.js",
                    "home.js",
                    "main.js",
                    "menu.js",
                    "misbehave.js",
                    "modal.js",
                    "mrkdwn.js",
                    "parts.js",
                    "place.js",
                    "richtext.js",
                    "scenes.js",
                    "sidebar.js",
                    "time.js",
                    "troubles.js",
                    "views.js");

    private final Map<String, Asset> byPath = new HashMap<>();

    Assets() {
        NAMES.forEach(name -> byPath.put("/" + name, read(name)));
        byPath.put("/", read("index.html"));
    }

    Optional<Asset> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static Asset read(String name) {
        try (var file = Assets.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("this build lacks the page's file " + name);
            }
            return new Asset(type(name), new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the page's file %s cannot be read".formatted(name), e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".html" -> "text/html; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("no content type for " + name);
        };
    }

    record Asset(String type, String text) {}
}
