package dev.keydesk.network;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;

/** A company's own authority, which signs the certificates of its servers; no Java knows it. */
public final class PrivateAuthority {
    private static final X500Principal NAME = new X500Principal("CN=a company of its own");

    private final KeyPair keys = keys();
    private final X509Certificate certificate;

    public PrivateAuthority() throws Exception {
        certificate = signed(NAME, keys, true, Duration.ofDays(-2), Duration.ofDays(2));
    }

    /** A server's certificate with its key. */
    public record Issued(X509Certificate certificate, KeyPair keys) {

        /** With it a server is who the certificate says. */
        public SSLContext context() throws Exception {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "it", keys.getPrivate(), new char[0], new Certificate[] {certificate});
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        }

        public Path writeCertificate(Path file) throws Exception {
            return Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
        }

        public Path writeKey(Path file) throws IOException {
            return Files.writeString(file, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        }
    }

    /** For these hosts, and good today. */
    public Issued issue(String... hosts) throws Exception {
        return issue(Duration.ofDays(-1), Duration.ofDays(1), hosts);
    }

    /** The same, good between these two, counted from now. */
    public Issued issue(Duration from, Duration to, String... hosts) throws Exception {
        var own = keys();
        return new Issued(
                signed(new X500Principal("CN=a server"), own, false, from, to, hosts), own);
    }

    /** What an operator gives to KEYDESK_TRUST_STORE. */
    public Path writeTrustStore(Path folder) throws Exception {
        return Files.writeString(
                folder.resolve("authority.pem"), pem("CERTIFICATE", certificate.getEncoded()));
    }

    private X509Certificate signed(
            X500Principal whom,
            KeyPair theirs,
            boolean isAuthority,
            Duration from,
            Duration to,
            String... hosts)
            throws Exception {
        var now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        NAME,
                        BigInteger.valueOf(System.nanoTime()),
                        Date.from(now.plus(from)),
                        Date.from(now.plus(to)),
                        whom,
                        theirs.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        if (hosts.length > 0) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            Arrays.stream(hosts)
                                    .map(PrivateAuthority::name)
                                    .toArray(GeneralName[]::new)));
        }
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static GeneralName name(String host) {
        return new GeneralName(
                host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static KeyPair keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        what,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der),
                        what);
    }
}
