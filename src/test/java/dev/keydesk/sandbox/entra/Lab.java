package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.keydesk.config.SecretText;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * A started Entra with one tenant, one desk and a clock that stands still, and a bare HTTP client
 * that sends what no library would.
 */
final class Lab implements AutoCloseable {
    static final String TENANT = "11111111-2222-4333-8444-555555555555";
    static final SecretText DESK_SECRET = SecretText.of("Dsk8Q~the-desk-signs-in-with-this-value.");

    final StoppedClock clock = new StoppedClock();
    final Tenant tenant = new Tenant(TENANT, clock, new Random(7));
    final SimulatedEntra entra = new SimulatedEntra(tenant, clock);
    final ServicePrincipal desk;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private String token = "fixed-token";

    Lab(String... roles) {
        folder = newFolder();
        desk = tenant.desk("Keydesk", DESK_SECRET, roles);
        entra.setTiming(Timing.immediate());
        entra.acceptAsDesk(SecretText.of("fixed-token"));
        entra.start(0, 0);
    }

    static Lab withEveryPermission() {
        return new Lab(
                "Application.ReadWrite.All",
                "User.Read.All",
                "GroupMember.Read.All",
                "Policy.Read.All");
    }

    Instant now() {
        return clock.instant();
    }

    Instant inDays(int days) {
        return now().plus(Duration.ofDays(days));
    }

    void useToken(String bearer) {
        token = bearer;
    }

    Reply get(String pathAndQuery, String... headers) {
        return send(request(pathAndQuery, headers).GET());
    }

    Reply post(String path, String body, String... headers) {
        return send(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply addPassword(String objectId, String body) {
        return post("/applications/" + objectId + "/addPassword", body);
    }

    Reply removePassword(String objectId, String keyId) {
        var body = "{\"keyId\":\"" + keyId + "\"}";
        return post("/applications/" + objectId + "/removePassword", body);
    }

    /** Posts a form to the token endpoint of this tenant, over https. */
    Reply signIn(String form) {
        return signIn(TENANT, form);
    }

    Reply signIn(String tenantId, String form) {
        var address = entra.authorityHost().resolve(tenantId + "/oauth2/v2.0/token");
        var request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        return https(request);
    }

    Reply https(HttpRequest.Builder request) {
        var trust = TrustedCertificate.in(entra.writeTrustStore(folder));
        try (var client = HttpClient.newBuilder().sslContext(trust).build()) {
            return send(client, request);
        }
    }

    /** The form of an app that signs in with a client secret. */
    static String form(String clientId, SecretText secret) {
        return "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
                + "&client_id="
                + clientId
                + "&client_secret="
                + encoded(secret.reveal());
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    HttpRequest.Builder request(String pathAndQuery, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(entra.graphUrl() + pathAndQuery))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token);
        return headers.length == 0 ? request : request.headers(headers);
    }

    Reply send(HttpRequest.Builder request) {
        return send(http, request);
    }

    private static Reply send(HttpClient client, HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        entra.close();
        http.close();
        delete(folder.resolve("pretend-entra.pem"));
        delete(folder);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("pretend-entra");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back. */
    record Reply(HttpResponse<String> http) {
        private static final ObjectMapper JSON = new ObjectMapper();

        int status() {
            return http.statusCode();
        }

        JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }

        String text(String pointer) {
            return at(pointer).asText();
        }

        String code() {
            return text("/error/code");
        }

        /** As in {@code 404 Request_ResourceNotFound}. */
        String refusal() {
            return status() + " " + code();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }
}
