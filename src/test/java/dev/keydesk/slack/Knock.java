package dev.keydesk.slack;

import dev.keydesk.config.SecretText;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A delivery on its way to the gate, signed as Slack signs unless a test spoils it. */
final class Knock {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI door;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean chunked;

    private Knock(URI door, byte[] body) {
        this.door = door;
        this.body = body;
    }

    static Knock with(URI door, String body) {
        return new Knock(door, body.getBytes(StandardCharsets.UTF_8));
    }

    static Knock with(URI door, byte[] body) {
        return new Knock(door, body);
    }

    static String interaction(String json) {
        return "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    Knock signed(SecretText secret, Instant at) {
        return signed(secret.reveal(), Long.toString(at.getEpochSecond()));
    }

    Knock signed(String secret, String timestamp) {
        return header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", "v0=" + hmac(secret, timestamp));
    }

    private String hmac(String secret, String timestamp) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Knock header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Knock withTheHeadersOf(Knock other) {
        headers.putAll(other.headers);
        return this;
    }

    Knock chunked() {
        chunked = true;
        return this;
    }

    HttpResponse<String> send() {
        BodyPublisher publisher =
                chunked
                        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                        : BodyPublishers.ofByteArray(body);
        var request = HttpRequest.newBuilder(door).timeout(PATIENCE).POST(publisher);
        headers.forEach(request::setHeader);
        return send(request.build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
