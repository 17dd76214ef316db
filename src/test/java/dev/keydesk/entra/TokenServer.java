package dev.keydesk.entra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;

/**
 * A sign-in server with a certificate of its own, as azure-identity wants it: https and nothing
 * else.
 */
final class TokenServer implements AutoCloseable {
    static final String PRINCIPAL = "33333333-3333-3333-3333-333333333333";

    /** Made once: a pair takes longer than all that is done with it here. */
    private static final KeyPair KEYS = keys();

    private static final X509Certificate CERTIFICATE = selfSigned();

    private final HttpsServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status;
    private volatile String answer = "";

    TokenServer() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/", this::handle);
        server.start();
        grants("Application.ReadWrite.All");
    }

    void grants(String... roles) {
        var payload =
                """
                {"aud":"https://graph.microsoft.com","oid":"%s","roles":["%s"]}
                """
                        .formatted(PRINCIPAL, String.join("\",\"", roles));
        status = 200;
        answer =
                """
                {"token_type":"Bearer","expires_in":3599,"access_token":"%s.%s.c2ln"}
                """
                        .formatted(base64("{\"alg\":\"none\"}"), base64(payload));
    }

    void refuses(String code) {
        status = 401;
        answer =
                """
                {"error":"invalid_client","error_description":"%s: %s Trace ID: x",
                 "error_codes":[7000215],"timestamp":"2026-11-22 09:00:00Z"}
                """
                        .formatted(code, NastyGraph.Secrets.IN_A_BODY);
    }

    void isDown() {
        status = 503;
        answer = "<html>" + NastyGraph.Secrets.IN_A_BODY + "</html>";
    }

    List<String> asked() {
        return asked;
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    Path certificate(Path folder) throws Exception {
        return Files.writeString(
                folder.resolve("trust.pem"), pem("CERTIFICATE", CERTIFICATE.getEncoded()));
    }

    /** The file AZURE_CLIENT_CERTIFICATE_PATH names: a certificate and its key. */
    Path certificateAndKey(Path folder) throws Exception {
        return Files.writeString(
                folder.resolve("desk.pem"),
                pem("PRIVATE KEY", KEYS.getPrivate().getEncoded())
                        + pem("CERTIFICATE", CERTIFICATE.getEncoded()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestURI().getPath() + " " + body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private SSLContext context() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("it", KEYS.getPrivate(), new char[0], new Certificate[] {CERTIFICATE});
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has it", impossible);
        }
    }

    private static X509Certificate selfSigned() {
        try {
            return sign();
        } catch (GeneralSecurityException | IOException | OperatorCreationException broken) {
            throw new IllegalStateException("this Java cannot make a certificate", broken);
        }
    }

    private static X509Certificate sign()
            throws GeneralSecurityException, IOException, OperatorCreationException {
        var name = new X500Principal("CN=a sign-in server of a test");
        var now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        name,
                        KEYS.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        var signer = new JcaContentSignerBuilder("SHA256withRSA").build(KEYS.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
