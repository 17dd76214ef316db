package dev.keydesk.network;

import dev.keydesk.config.Settings;
import dev.keydesk.config.Settings.Proxy;

import okhttp3.OkHttpClient;
import okhttp3.Request;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What every client of the desk has in common: the proxy, and whose certificates count. Nothing
 * else about proxies counts, neither the libraries' own reading of the environment nor Java's
 * properties, so that all clients go the same way.
 */
public final class Network {
    private final Settings.Network settings;
    private final TrustStore trust;

    private Network(Settings.Network settings, TrustStore trust) {
        this.settings = settings;
        this.trust = trust;
    }

    /**
     * @throws UnreadableTrustStore if the operator's extra certificates cannot be read
     */
    public static Network of(Settings.Network settings) {
        return new Network(settings, TrustStore.with(settings.trustStore()));
    }

    /** The way to the server of this address. */
    public NetworkPath pathTo(URI address) {
        var host = String.valueOf(address.getHost());
        int port = portOf(address);
        return new NetworkPath(
                host, port, settings.proxy().filter(_ -> !settings.direct().has(host, port)), true);
    }

    private static int portOf(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
    }

    /** Has a client go our ways, and no others. */
    public OkHttpClient.Builder applyTo(OkHttpClient.Builder client) {
        return client.proxy(null)
                .proxySelector(new Ways())
                .addInterceptor(TroubleName.along(this))
                .proxyAuthenticator(new ProxyLogin(settings.proxy().flatMap(Proxy::login)))
                .sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
    }

    /**
     * Goes to a server and comes back: connects, through the proxy if one leads there, and looks at
     * the certificate. The server itself is asked nothing.
     *
     * @return what closed the way; empty if it is open
     */
    public Optional<NetworkTrouble> look(URI address, Duration patience) {
        var client =
                applyTo(new OkHttpClient.Builder())
                        .connectTimeout(patience)
                        .readTimeout(patience)
                        .callTimeout(patience)
                        .retryOnConnectionFailure(false)
                        .addNetworkInterceptor(_ -> {
                            throw new Arrived();
                        })
                        .build();
        var request = new Request.Builder().url(address.toString()).head().build();
        try (var answer = client.newCall(request).execute()) {
            throw new IllegalStateException("an answer to nothing: " + answer.code());
        } catch (Arrived _) {
            return Optional.empty();
        } catch (IOException closed) {
            return NetworkTrouble.in(closed)
                    .or(() -> Optional.of(nameless(pathTo(address), closed)));
        } finally {
            client.connectionPool().evictAll();
        }
    }

    private static NetworkTrouble nameless(NetworkPath path, IOException trouble) {
        return new NetworkTrouble(
                NetworkTrouble.Kind.HUNG_UP,
                "%s cannot be reached (%s)."
                        .formatted(path.place(), trouble.getClass().getSimpleName()));
    }

    /** Thrown where the request would be written: by then the connection stands. */
    private static final class Arrived extends IOException {}

    private final class Ways extends ProxySelector {
        @Override
        public List<java.net.Proxy> select(URI address) {
            return List.of(
                    pathTo(address)
                            .proxy()
                            .map(proxy ->
                                    new java.net.Proxy(
                                            java.net.Proxy.Type.HTTP,
                                            InetSocketAddress.createUnresolved(
                                                    proxy.host(), proxy.port())))
                            .orElse(java.net.Proxy.NO_PROXY));
        }

        /** Who calls hears of it; there is nobody else to try. */
        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException trouble) {}
    }
}
