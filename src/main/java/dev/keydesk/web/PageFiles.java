package dev.keydesk.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The servlet at {@code /page/…}: the style sheet and the scripts of the pick-up page. */
public final class PageFiles extends HttpServlet {
    static final List<String> NAMES =
            List.of(
                    "pick-up.css",
                    "pick-up.svg",
                    "pick-up.js",
                    "desk.js",
                    "receipt.js",
                    "secret.js",
                    "view.js");

    private final transient Map<String, PageFile> byPath =
            NAMES.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    name -> "/" + name,
                                    (Function<String, PageFile>) PageFile::read));

    private final transient PageHeaders headers;

    /** Loads the files. */
    public PageFiles(Optional<URI> publicUrl) {
        this.headers = new PageHeaders(publicUrl);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        headers.addTo(response);
        var path = request.getPathInfo();
        var file = Optional.ofNullable(path == null ? null : byPath.get(path));
        if (file.isPresent()) {
            file.get().writeTo(response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
