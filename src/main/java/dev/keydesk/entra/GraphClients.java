package dev.keydesk.entra;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.authentication.AuthenticationProvider;

import dev.keydesk.config.Settings;
import dev.keydesk.network.Network;

import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The SDK's clients for Graph: one that reads and one that writes.
 *
 * <p>Neither has the SDK's own retries, which send a POST up to four times. The writing client
 * opens a connection for each call: on a pooled connection that the other side has closed
 * meanwhile, a request is lost in a way that leaves it unknown whether a secret was made.
 */
final class GraphClients implements AutoCloseable {
    private final List<OkHttpClient> http;
    private final GraphServiceClient reads;
    private final GraphServiceClient writes;

    GraphClients(
            Settings.Entra settings,
            EntraTimeouts timeouts,
            Network network,
            GraphAnswerReader graphAnswerReader,
            AuthenticationProvider bearer,
            List<Interceptor> onTheWay) {
        var plain = plain(timeouts, network, graphAnswerReader, onTheWay);
        var reading = plain.newBuilder().retryOnConnectionFailure(true).build();
        var writing = onceOnly(plain);
        this.http = List.of(reading, writing);
        this.reads = client(settings, bearer, reading);
        this.writes = client(settings, bearer, writing);
    }

    private static OkHttpClient plain(
            EntraTimeouts timeouts,
            Network network,
            GraphAnswerReader graphAnswerReader,
            List<Interceptor> onTheWay) {
        var builder =
                network.applyTo(new OkHttpClient.Builder())
                        .connectTimeout(timeouts.connect())
                        .readTimeout(timeouts.read())
                        .writeTimeout(timeouts.read())
                        .callTimeout(timeouts.call())
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .addInterceptor(graphAnswerReader)
                        .addNetworkInterceptor(new GraphAnswerReader.AtTheWire());
        if (!onTheWay.isEmpty()) {
            // A call that an interceptor answers never reaches this one, which notes that a request
            // is sent.
            builder.addInterceptor(new GraphAnswerReader.AtTheWire());
            onTheWay.forEach(builder::addInterceptor);
        }
        return builder.build();
    }

    private static OkHttpClient onceOnly(OkHttpClient plain) {
        return plain.newBuilder()
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .build();
    }

    private static GraphServiceClient client(
            Settings.Entra settings, AuthenticationProvider bearer, OkHttpClient http) {
        return new GraphServiceClient(
                new BaseGraphRequestAdapter(bearer, settings.graphUrl().toString(), http));
    }

    GraphServiceClient reads() {
        return reads;
    }

    GraphServiceClient writes() {
        return writes;
    }

    /** Returns the adapter for answers that are read as they stream in. */
    RequestAdapter streams() {
        return reads.getRequestAdapter();
    }

    @Override
    public void close() {
        for (var client : http) {
            client.dispatcher().cancelAll();
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
