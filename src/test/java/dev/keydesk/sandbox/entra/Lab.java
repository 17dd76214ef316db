package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.keydesk.config.SecretText;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
    private final HttpClient http = HttpClient.newHttpClient();
    private String token = "fixed-token";

    Lab(String... roles) {
        desk = tenant.desk("Keydesk", DESK_SECRET, roles);
        entra.setTiming(Timing.immediate());
        entra.acceptAsDesk(SecretText.of("fixed-token"));
        entra.start(0, 0);
    }

    static Lab withEveryPermission() {
        return new Lab("Application.ReadWrite.All", "User.ReadBasic.All", "Policy.Read.All");
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
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(answer);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        entra.close();
        http.close();
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
                throw new java.io.UncheckedIOException(e);
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
