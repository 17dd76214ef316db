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
 * The network settings that all clients share: the proxy and the trusted certificates. The
 * libraries' own reading of the environment and Java's proxy properties are not used, so that all
 * clients take the same path.
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
        return new Network(settings, TrustStore.load(settings.trustStore()));
    }

    /** Returns the network path to the server of this address. */
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

    /** Configures a client to use this network only. */
    public OkHttpClient.Builder applyTo(OkHttpClient.Builder client) {
        return client.proxy(null)
                .proxySelector(new Ways())
                .addInterceptor(TroubleName.interceptor(this))
                .proxyAuthenticator(new ProxyLogin(settings.proxy().flatMap(Proxy::login)))
                .sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
    }

    /**
     * Connects to a server, through the proxy if there is one, and checks its certificate. No
     * request is sent.
     *
     * @return why the path is blocked; empty if the connection works
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
            return NetworkTrouble.find(closed)
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

    /** Thrown where the request would be written: by then the connection is established. */
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

        /** The caller gets the exception; there is no other address to try. */
        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException trouble) {}
    }
}
