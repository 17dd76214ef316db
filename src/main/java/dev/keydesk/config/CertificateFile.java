package dev.keydesk.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Checks the PEM file that Keydesk signs in with. Microsoft's library reads the file only when it
 * fetches the first token, and its exception then does not say that the file is wrong.
 */
public final class CertificateFile {
    private static final Pattern CERTIFICATE =
            Pattern.compile("(?s)-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----");

    /** The library reads no other form of private key, and none that is protected by a password. */
    private static final Pattern KEY =
            Pattern.compile("(?s)-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----");

    private static final String EXPECTED =
            " It must be a PEM file with the certificate (BEGIN CERTIFICATE) and its RSA key"
                    + " without a password (BEGIN PRIVATE KEY), as `az ad app credential reset"
                    + " --create-cert` writes it.";

    /** Longer than any certificate chain; a file of another kind is not read to its end. */
    private static final int MOST_BYTES = 1 << 20;

    private CertificateFile() {}

    /**
     * Returns what is wrong with the file and what is expected, as a sentence part that follows the
     * name of the setting; empty if the file is usable.
     */
    public static Optional<String> complaintAbout(Path pem) {
        try {
            return trouble(start(pem))
                    .map(what -> "names %s, %s.%s".formatted(pem, what, EXPECTED));
        } catch (IOException unreadable) {
            return Optional.of("names a file that cannot be read." + EXPECTED);
        }
    }

    private static String start(Path pem) throws IOException {
        try (var in = Files.newInputStream(pem)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    private static Optional<String> trouble(String text) {
        var certificates = CERTIFICATE.matcher(text).results().map(MatchResult::group).toList();
        var key = KEY.matcher(text);
        if (certificates.isEmpty()) {
            return Optional.of("which holds no certificate");
        }
        if (!key.find()) {
            return Optional.of("which holds no private key that can be read");
        }
        return trouble(certificates, key.group(1));
    }

    private static Optional<String> trouble(List<String> certificates, String key) {
        List<X509Certificate> read;
        try {
            read = read(certificates);
        } catch (GeneralSecurityException unreadable) {
            return Optional.of("whose certificate cannot be read");
        }
        try {
            return belongs(read, rsa(key))
                    ? Optional.empty()
                    : Optional.of("whose private key belongs to another certificate");
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return Optional.of("whose private key cannot be read");
        }
    }

    private static List<X509Certificate> read(List<String> certificates)
            throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        var read = new ArrayList<X509Certificate>();
        for (var one : certificates) {
            var bytes = new ByteArrayInputStream(one.getBytes(StandardCharsets.ISO_8859_1));
            read.add((X509Certificate) factory.generateCertificate(bytes));
        }
        return read;
    }

    private static RSAPrivateKey rsa(String base64) throws GeneralSecurityException {
        var bytes = Base64.getMimeDecoder().decode(base64);
        return (RSAPrivateKey)
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    private static boolean belongs(List<X509Certificate> certificates, RSAPrivateKey key) {
        return certificates.stream()
                .map(X509Certificate::getPublicKey)
                .anyMatch(it ->
                        it instanceof RSAPublicKey rsa
                                && rsa.getModulus().equals(key.getModulus()));
    }
}
