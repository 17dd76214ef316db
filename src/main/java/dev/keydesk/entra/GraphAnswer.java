package dev.keydesk.entra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import okhttp3.Response;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The facts that are kept of an answer. Its body is searched for Entra's error code and then
 * dropped; it may be empty, incomplete, or a web page of a gateway.
 */
record GraphAnswer(
        int status,
        Optional<String> code,
        Optional<String> requestId,
        Optional<Duration> retryAfter,
        Optional<Duration> serverAhead,
        double throttle) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_OF_AN_ERROR = 64 * 1024;

    static GraphAnswer of(Response response, InstantSource clock) {
        var error = response.isSuccessful() ? MissingNode.getInstance() : error(response);
        return new GraphAnswer(
                response.code(),
                text(error.path("code")),
                Optional.ofNullable(response.header("request-id"))
                        .or(() -> text(error.path("innerError").path("request-id"))),
                retryAfter(response.header("Retry-After"), clock),
                date(response.header("Date")).map(then -> Duration.between(clock.instant(), then)),
                throttle(response.header("x-ms-throttle-limit-percentage")));
    }

    private static JsonNode error(Response response) {
        try (var body = response.peekBody(MOST_OF_AN_ERROR)) {
            return JSON.readTree(body.bytes()).path("error");
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        } catch (IOException cut) {
            // The status was in the first line, and it decides.
            return MissingNode.getInstance();
        }
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    /** HTTP allows seconds or a date, and gateways use both. */
    private static Optional<Duration> retryAfter(@Nullable String header, InstantSource clock) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        return date(header)
                .map(then -> Duration.between(clock.instant(), then))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> date(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static double throttle(@Nullable String header) {
        if (header == null || !header.matches("\\d{1,3}(\\.\\d{1,9})?")) {
            return 0;
        }
        return Double.parseDouble(header);
    }
}
