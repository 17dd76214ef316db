package dev.keydesk.web;

import jakarta.servlet.http.HttpServletResponse;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Content-Security-Policy and other headers of the pick-up page: it may run its own scripts,
 * call its own server, write to the clipboard, and nothing else. {@link SecurityHeaders} adds the
 * others.
 */
final class PageHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script'";

    private static final String PERMISSIONS =
            "clipboard-write=(self), clipboard-read=(), camera=(), microphone=(), geolocation=(),"
                    + " display-capture=(), usb=(), serial=(), hid=(), payment=(),"
                    + " publickey-credentials-get=(), screen-wake-lock=()";

    private static final String A_YEAR = "max-age=31536000";

    private final Map<String, String> headers = new LinkedHashMap<>();

    PageHeaders(Optional<URI> publicUrl) {
        headers.put("Content-Security-Policy", POLICY);
        headers.put("Permissions-Policy", PERMISSIONS);
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Embedder-Policy", "require-corp");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("X-Robots-Tag", "noindex, nofollow, noarchive");
        if (publicUrl.filter(url -> url.getScheme().equalsIgnoreCase("https")).isPresent()) {
            headers.put("Strict-Transport-Security", A_YEAR);
        }
    }

    void addTo(HttpServletResponse response) {
        headers.forEach(response::setHeader);
    }
}
