package dev.keydesk.entra;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** The scheme, host and port of a server. Two addresses of one origin are the same server. */
record ServerOrigin(String scheme, String host, int port) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

    static ServerOrigin of(URI uri) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        return new ServerOrigin(scheme, host, uri.getPort() < 0 ? usual : uri.getPort());
    }

    /**
     * Returns whether it is this machine, where the sandbox and the tests run; no proxy is used for
     * it.
     */
    boolean isLoopback() {
        return LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
    }

    /**
     * Returns the token scope: each of Microsoft's clouds wants its own Graph named; the sandbox
     * uses the public cloud's.
     */
    String scope() {
        return isLoopback()
                ? "https://graph.microsoft.com/.default"
                : scheme + "://" + host + "/.default";
    }
}
