package dev.keydesk.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The address of a proxy as the environment names it: {@code http://user:password@host:port}.
 * Scheme and login are optional. User and password are percent-encoded.
 */
final class ProxyAddress {
    static final String EXAMPLE = "http://proxy.example.com:3128";

    private static final int LONGEST = 2_000;
    private static final int LARGEST_PORT = 65_535;

    private ProxyAddress() {}

    /** Returns the proxy; empty if the text is not the address of a proxy that Keydesk can use. */
    static Optional<Settings.Proxy> of(String text) {
        try {
            var uri = new URI(text.contains("://") ? text : "http://" + text);
            return complaintAbout(text, uri).isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            new Settings.Proxy(bare(uri.getHost()), uri.getPort(), login(uri)));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /**
     * Returns a sentence for the operator, or empty if the address is valid. It never repeats the
     * text, because a password may be in it.
     */
    static Optional<String> complaintAbout(String text) {
        try {
            return complaintAbout(text, new URI(text.contains("://") ? text : "http://" + text));
        } catch (URISyntaxException _) {
            return Optional.of(malformed());
        }
    }

    private static Optional<String> complaintAbout(String text, URI uri) {
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            return Optional.of(
                    "names another kind of proxy. The desk speaks http to the proxy; what passes"
                            + " through it is encrypted. Write it like "
                            + EXAMPLE
                            + ".");
        }
        if (text.length() > LONGEST || uri.getHost() == null || !isBare(uri)) {
            return Optional.of(malformed());
        }
        if (uri.getPort() < 1 || uri.getPort() > LARGEST_PORT) {
            return Optional.of("names no port. Write it like " + EXAMPLE + ".");
        }
        return isLogin(uri.getRawUserInfo())
                ? Optional.empty()
                : Optional.of(
                        "has a user or a password that cannot be read. Write special characters"
                                + " percent-encoded, such as %40 for an @.");
    }

    private static boolean isBare(URI uri) {
        var path = uri.getRawPath();
        return (path == null || path.isEmpty() || path.equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static String malformed() {
        return "is not the address of a proxy. Write it like "
                + EXAMPLE
                + ", with user:password@ before the host if it wants them; their special"
                + " characters percent-encoded, such as %40 for an @.";
    }

    private static boolean isLogin(@Nullable String info) {
        if (info == null) {
            return true;
        }
        try {
            return !decoded(info).isBlank() && !info.startsWith(":");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Optional<SecretText> login(URI uri) {
        var info = uri.getRawUserInfo();
        if (info == null) {
            return Optional.empty();
        }
        int colon = info.indexOf(':');
        return Optional.of(
                SecretText.of(
                        colon < 0
                                ? decoded(info) + ":"
                                : decoded(info.substring(0, colon))
                                        + ":"
                                        + decoded(info.substring(colon + 1))));
    }

    /** A plus sign means itself in an address; only in a form does it mean a space. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
