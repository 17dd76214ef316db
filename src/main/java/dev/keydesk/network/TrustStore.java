package dev.keydesk.network;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The trusted certificates: the JDK's, and those in the operator's file. */
public record TrustStore(SSLContext context, X509TrustManager manager) {

    /**
     * @param extra a PEM file with at least one certificate
     * @throws UnreadableTrustStore if the file cannot be read or holds no certificate
     */
    public static TrustStore load(Optional<Path> extra) {
        try {
            var manager = extra.isEmpty() ? trusting(null) : trusting(widened(extra.get()));
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return new TrustStore(context, manager);
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new UnreadableTrustStore(extra, unreadable);
        }
    }

    private static KeyStore widened(Path extra) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (var usual : trusting(null).getAcceptedIssuers()) {
            store.setCertificateEntry("usual-" + number++, usual);
        }
        for (var added : certificates(extra)) {
            store.setCertificateEntry("added-" + number++, added);
        }
        return store;
    }

    private static X509Certificate[] certificates(Path pem)
            throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(pem)) {
            var found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toArray(X509Certificate[]::new);
            if (found.length == 0) {
                throw new GeneralSecurityException("no certificate in the file");
            }
            return found;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Null means the JDK's own store. */
    private static X509TrustManager trusting(@Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
