package dev.keydesk.sandbox.slack;

import dev.keydesk.config.SecretText;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends requests to the bot as Slack does: signed, and waiting three seconds by the wall clock. The
 * time in the signature is the simulated one.
 */
final class Deliveries implements AutoCloseable {
    static final String FORM = "application/x-www-form-urlencoded";
    static final String JSON = "application/json";

    private final SecretText signingSecret;
    private final InstantSource clock;
    private volatile Duration patience = Duration.ofSeconds(3);
    private volatile @Nullable URI target;
    private volatile @Nullable HttpClient client;
    private volatile Optional<BotConnection> courier = Optional.empty();
    private volatile @Nullable Delivery last;

    Deliveries(SecretText signingSecret, InstantSource clock) {
        this.signingSecret = signingSecret;
        this.clock = clock;
    }

    void start() {
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    void patience(Duration longest) {
        patience = longest;
    }

    void setConnection(BotConnection other) {
        courier = Optional.of(other);
    }

    void setAddress(URI slackEvents) {
        target = slackEvents;
    }

    Acknowledged send(String body, String contentType, Map<String, String> more) {
        Map<String, String> headers =
                new HashMap<>(signatures(body.getBytes(StandardCharsets.UTF_8)));
        headers.put("Content-Type", contentType);
        headers.put("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        headers.putAll(more);
        var delivery = new Delivery(body, headers);
        var by = courier;
        var ack =
                by.isPresent()
                        ? carried(by.get(), delivery)
                        : raw(delivery.bytes(), delivery.headers());
        last = delivery;
        return ack;
    }

    private static Acknowledged carried(BotConnection botConnection, Delivery delivery) {
        return botConnection
                .carry(delivery)
                .map(simulatedResponse ->
                        new Acknowledged(
                                simulatedResponse.status(),
                                simulatedResponse.headers().getOrDefault("Content-Type", ""),
                                simulatedResponse.body(),
                                Duration.ZERO,
                                !simulatedResponse.headers().containsKey("x-slack-no-retry")))
                .orElseGet(() -> Acknowledged.never(Duration.ZERO));
    }

    Acknowledged raw(byte[] body, Map<String, String> headers) {
        URI to = target;
        HttpClient sender = client;
        if (to == null || sender == null) {
            throw new IllegalStateException("start() and deliverTo() come before anybody acts");
        }
        var request = HttpRequest.newBuilder(to).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        long from = System.nanoTime();
        var answer = sender.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            String type = response.headers().firstValue("Content-Type").orElse("");
            boolean retry = response.headers().firstValue("x-slack-no-retry").isEmpty();
            return new Acknowledged(
                    response.statusCode(), type, response.body(), since(from), retry);
        } catch (TimeoutException | ExecutionException _) {
            answer.cancel(true);
            return Acknowledged.never(since(from));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Acknowledged.never(since(from));
        }
    }

    Optional<Delivery> last() {
        return Optional.ofNullable(last);
    }

    Map<String, String> signatures(byte[] body) {
        return signatures(body, clock.instant());
    }

    Map<String, String> signatures(byte[] body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        return Map.of(
                "X-Slack-Request-Timestamp",
                timestamp,
                "X-Slack-Signature",
                "v0=" + HexFormat.of().formatHex(mac(timestamp, body)));
    }

    static String form(Map<String, String> fields) {
        var form = new StringJoiner("&");
        fields.forEach((name, value) -> form.add(encoded(name) + "=" + encoded(value)));
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private byte[] mac(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = signingSecret.reveal().getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static Duration since(long from) {
        return Duration.ofNanos(System.nanoTime() - from);
    }

    @Override
    public void close() {
        HttpClient sender = client;
        if (sender != null) {
            sender.shutdownNow();
        }
    }
}
