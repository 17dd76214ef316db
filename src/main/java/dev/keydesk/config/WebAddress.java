package dev.keydesk.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An http or https address of a service: scheme, host, optional port and path, nothing else.
 *
 * <p>A user name, a query or a fragment is refused: none has a use here, and the first two are
 * where passwords hide.
 */
record WebAddress(URI uri) {
    // Compared as a whole and in no other spelling, because 127.0.0.1.evil.example is another host.
    // These are also the hosts to which Microsoft's client would send a token without encryption.
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    static Optional<WebAddress> of(String text) {
        try {
            var uri = new URI(text);
            return isPlain(uri) ? Optional.of(new WebAddress(uri)) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(URI uri) {
        return ("https".equalsIgnoreCase(uri.getScheme())
                        || "http".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPort() != 0
                && uri.getPort() <= 65535
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    boolean isEncrypted() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    boolean isOnThisMachine() {
        return THIS_MACHINE.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    /**
     * Returns the address with one slash at the end, as Slack's client wants the prefix of its
     * methods.
     */
    URI withSlash() {
        return URI.create(withoutSlash() + "/");
    }

    /** Returns the address without a slash at the end, so that a path can be added. */
    URI withoutSlash() {
        return URI.create(uri.toString().replaceAll("/+$", ""));
    }
}
