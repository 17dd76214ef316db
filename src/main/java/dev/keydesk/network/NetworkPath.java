package dev.keydesk.network;

import dev.keydesk.config.Settings.Proxy;

import java.util.Optional;

/**
 * The network path to one server.
 *
 * @param proxy empty if the connection is direct
 * @param isOfTheWeb whether a proxy could be used
 */
public record NetworkPath(String host, int port, Optional<Proxy> proxy, boolean isOfTheWeb) {

    /** Returns a direct path to a server that does not speak HTTP. */
    public static NetworkPath straight(String host, int port) {
        return new NetworkPath(host, port, Optional.empty(), false);
    }

    /** Returns the server, and whether a proxy is used; nothing secret. */
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

    /** Returns why this path is blocked; empty if the failure has another reason. */
    public Optional<NetworkTrouble> trouble(Throwable failure) {
        return NetworkDiagnosis.of(this, failure);
    }
}
