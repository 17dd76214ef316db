package dev.keydesk.network;

import dev.keydesk.config.Settings.Proxy;

import java.util.Optional;

/**
 * How the desk gets to one server.
 *
 * @param proxy empty if it goes there straight
 * @param isOfTheWeb whether a proxy could lead there
 */
public record NetworkPath(String host, int port, Optional<Proxy> proxy, boolean isOfTheWeb) {

    /** To a server that is asked in another language than a proxy's. */
    public static NetworkPath straight(String host, int port) {
        return new NetworkPath(host, port, Optional.empty(), false);
    }

    /** The server, and whether a proxy leads there; nothing secret. */
    public String shown() {
        if (!isOfTheWeb) {
            return place() + ", where no proxy applies";
        }
        return place()
                + proxy.map(it -> ", through the proxy " + it.shown()).orElse(", without a proxy");
    }

    String place() {
        return host + ":" + port;
    }

    /** What closed this way, by name; empty if the failure is not about the way. */
    public Optional<NetworkTrouble> trouble(Throwable failure) {
        return NetworkDiagnosis.of(this, failure);
    }
}
