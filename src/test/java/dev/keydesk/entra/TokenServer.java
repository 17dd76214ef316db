package dev.keydesk.entra;

import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.IssuedCertificate;
import dev.keydesk.sandbox.LoopbackServer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A sign-in server with a certificate of its own, as azure-identity wants it: https and nothing
 * else.
 */
final class TokenServer implements AutoCloseable {
    static final String PRINCIPAL = "33333333-3333-3333-3333-333333333333";

    private final IssuedCertificate certificate;
    private final LoopbackServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status;
    private volatile String answer = "";

    TokenServer(IssuedCertificate certificate) {
        this.certificate = certificate;
        server = LoopbackServer.https(0, certificate.serverContext(), this::handle);
        grants("Application.ReadWrite.All");
    }

    /**
     * One for all servers: it takes longer to make than all that is done with it.
     *
     * @param folder for its keys
     */
    static IssuedCertificate certified(Path folder) {
        return IssuedCertificate.make(
                folder.resolve("keys"),
                "sign-in",
                List.of(
                        // azure-identity signs with it, too, which wants RSA.
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=a sign-in server of a test",
                        "-startdate",
                        "-1d",
                        "-validity",
                        "2",
                        "-ext",
                        "SubjectAlternativeName=ip:127.0.0.1"));
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
        return server.address();
    }

    Path certificate(Path folder) throws IOException {
        return Files.writeString(folder.resolve("trust.pem"), certificate.pem());
    }

    /** The file AZURE_CLIENT_CERTIFICATE_PATH names: a certificate and its key. */
    Path certificateAndKey(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("desk.pem"), certificate.keyPem() + certificate.pem());
    }

    private void handle(HttpCall call) throws IOException {
        asked.add(call.path() + " " + call.text());
        call.answer(status, Map.of("Content-Type", "application/json"), answer);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
