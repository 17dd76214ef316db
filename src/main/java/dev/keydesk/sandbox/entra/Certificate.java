package dev.keydesk.sandbox.entra;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A fresh self-signed certificate for 127.0.0.1, because azure-identity speaks https only. The key
 * stays in memory; whoever shall trust it gets the certificate as a PEM file.
 */
final class Certificate {
    // Callers compare these dates with the machine's clock while ours may be a simulated one, so
    // the certificate is good in any year a story plays in.
    private static final Date FROM = Date.from(Instant.parse("2000-01-01T00:00:00Z"));
    private static final Date UNTIL = Date.from(Instant.parse("2199-12-31T23:59:59Z"));
    private static final char[] NO_PASSWORD = new char[0];

    private final KeyPair keys;
    private final X509Certificate certificate;

    private Certificate(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    static Certificate selfSigned() {
        try {
            // The usual curve P-256 first works out tables, for a tenth of a second.
            var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new Certificate(keys, sign(keys));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("this Java cannot make a certificate", e);
        }
    }

    SSLContext serverContext() {
        try {
            // The key stays in memory; PKCS12 would take a tenth of a second to lock it away.
            var store = KeyStore.getInstance("JKS");
            store.load(null, NO_PASSWORD);
            var chain = new X509Certificate[] {certificate};
            store.setKeyEntry("login", keys.getPrivate(), NO_PASSWORD, chain);
            var keyManagers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(store, NO_PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot serve https", e);
        }
    }

    Path writePem(Path file) {
        try {
            return Files.writeString(file, pem());
        } catch (IOException | GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException("cannot write " + file, e));
        }
    }

    private String pem() throws GeneralSecurityException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return """
        -----BEGIN CERTIFICATE-----
        %s
        -----END CERTIFICATE-----
        """
                .formatted(lines.encodeToString(certificate.getEncoded()));
    }

    private static X509Certificate sign(KeyPair keys)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        var name = new X500Name("CN=Pretend Entra sign-in");
        var serial = new BigInteger(120, new SecureRandom());
        var builder =
                new JcaX509v3CertificateBuilder(name, serial, FROM, UNTIL, name, keys.getPublic());
        var names =
                new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                            new GeneralName(GeneralName.dNSName, "localhost")
                        });
        builder.addExtension(Extension.subjectAlternativeName, false, names);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        var signer = new JcaContentSignerBuilder("Ed25519").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
