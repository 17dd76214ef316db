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
 * A certificate with its private key, made by {@code keytool}, the program that comes with every
 * Java. It is for servers on this machine that nobody else trusts.
 */
public final class IssuedCertificate {
    /** The file is as secret as the folder it lies in; keytool wants a password all the same. */
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
     * @param store the file in which they are kept; keytool makes it if it is not there
     * @param alias their name in that file
     * @param options what else {@code keytool -genkeypair} is told; see <a
     *     href="https://docs.oracle.com/en/java/javase/25/docs/specs/man/keytool.html">its page</a>
     * @throws IllegalStateException if keytool did not make them, with what it said
     */
    public static IssuedCertificate make(Path store, String alias, List<String> options) {
        // JKS, because to lock the key away as PKCS12 takes another tenth of a second.
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
            // It asks for what it was not told, and would wait for an answer.
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

    /** With it a server is who the certificate says. */
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

    /** The certificate alone, for those who shall trust it, as PEM. */
    public String pem() {
        return pem("CERTIFICATE", encoded());
    }

    /** The private key, as PEM; for programs that read both from a file. */
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
