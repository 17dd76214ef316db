package dev.keydesk.web;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A static file of the pick-up page, read once from the class path. */
final class PageFile {
    private final String type;
    private final byte[] bytes;

    private PageFile(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    static PageFile read(String name) {
        try (var file = PageFile.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("this build lacks the page's file " + name);
            }
            return new PageFile(typeOf(name), file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the page's file %s cannot be read".formatted(name), e);
        }
    }

    private static String typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".html" -> "text/html; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("no content type for " + name);
        };
    }

    void writeTo(HttpServletResponse response) throws IOException {
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
