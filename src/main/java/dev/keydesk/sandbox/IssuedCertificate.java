package dev.keydesk.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate with its private key, made by the JDK's {@code keytool}, for servers on this
 * machine that nobody else trusts.
 */
public final class IssuedCertificate {
    /** The file is as secret as its folder, but keytool requires a password. */
    private static final String PASSWORD = "not-a-secret";

    private final PrivateKey key;
    private final X509Certificate certificate;

    private IssuedCertificate(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Makes a key pair and a certificate for it, which takes a fifth of a second.
     *
     * @param store the file for both; keytool creates it if it does not exist
     * @param alias their name in that file
     * @param options further options of {@code keytool -genkeypair}; see <a
     *     href="https://docs.oracle.com/en/java/javase/25/docs/specs/man/keytool.html">its page</a>
     * @throws IllegalStateException with keytool's output, if it failed
     */
    public static IssuedCertificate make(Path store, String alias, List<String> options) {
        // JKS, because encrypting the key as PKCS12 takes another tenth of a second.
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-J-XX:TieredStopAtLevel=1",
                                "-J-XX:+UseSerialGC",
                                "-genkeypair",
                                "-storetype",
                                "JKS",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD,
                                "-keypass",
                                PASSWORD,
                                "-alias",
                                alias));
        command.addAll(options);
        run(command);
        return read(store, alias);
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            // It asks for missing options, and would wait for an answer.
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool made no certificate: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("this Java cannot run its keytool", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool made a certificate", e);
        }
    }

    private static IssuedCertificate read(Path file, String alias) {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("JKS");
            store.load(in, PASSWORD.toCharArray());
            return new IssuedCertificate(
                    (PrivateKey) store.getKey(alias, PASSWORD.toCharArray()),
                    (X509Certificate) store.getCertificate(alias));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot read what its keytool made", e);
        }
    }

    /** Returns the TLS context of a server with this certificate. */
    public SSLContext serverContext() {
        try {
            var store = KeyStore.getInstance("JKS");
            store.load(null, new char[0]);
            store.setKeyEntry("server", key, new char[0], new Certificate[] {certificate});
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot serve https", e);
        }
    }

    /** Returns the certificate as PEM, for clients that should trust it. */
    public String pem() {
        return pem("CERTIFICATE", encoded());
    }

    /** Returns the private key as PEM, for programs that read both from a file. */
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that cannot be written", e);
        }
    }

    private static String pem(String what, byte[] der) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
    }
}
