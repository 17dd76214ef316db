package dev.keydesk.store;

import dev.keydesk.network.TrustStore;

import org.postgresql.PGProperty;
import org.postgresql.ssl.WrappedFactory;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import javax.net.ssl.SSLSocket;

/**
 * TLS to PostgreSQL with the certificates that all other connections trust: Java's, and those in
 * the operator's file. The driver creates it by its class name, once for each connection.
 */
public final class TrustedTls extends WrappedFactory {
    private static final String EACH_NAME = "verify-full";

    /** Reading Java's certificates takes longer than the rest of opening a connection. */
    private static final ConcurrentMap<String, TrustStore> READ = new ConcurrentHashMap<>();

    private final boolean looksAtName;

    /**
     * @param settings the driver's; {@code sslfactoryarg} is the operator's file, or empty
     * @throws dev.keydesk.network.UnreadableTrustStore if that file cannot be read
     */
    public TrustedTls(Properties settings) {
        var file =
                Optional.ofNullable(PGProperty.SSL_FACTORY_ARG.getOrDefault(settings)).orElse("");
        factory = READ.computeIfAbsent(file, TrustedTls::read).context().getSocketFactory();
        looksAtName = EACH_NAME.equals(PGProperty.SSL_MODE.getOrDefault(settings));
    }

    /**
     * Reads the operator's file before the driver does, which would wrap the exception.
     *
     * @throws dev.keydesk.network.UnreadableTrustStore if it cannot be read
     */
    static void refuseUnreadable(String file) {
        READ.computeIfAbsent(file, TrustedTls::read);
    }

    private static TrustStore read(String file) {
        return TrustStore.load(Optional.of(file).filter(name -> !name.isEmpty()).map(Path::of));
    }

    /**
     * The name is checked together with the certificate, so that the message is the same as for
     * other connections.
     */
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
            throws IOException {
        var made = super.createSocket(socket, host, port, autoClose);
        if (looksAtName && made instanceof SSLSocket tls) {
            var parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
        }
        return made;
    }
}
