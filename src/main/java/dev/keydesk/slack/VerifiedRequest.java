package dev.keydesk.slack;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A request that the gate has read and verified, as Bolt's adapter reads it: the body comes from
 * memory, and only those headers remain that Slack has sent.
 */
final class VerifiedRequest extends HttpServletRequestWrapper {
    /** Carries {@link #fingerprint} to the handlers, because Bolt hides the servlet request. */
    static final String FINGERPRINT = "X-Keydesk-Fingerprint";

    private final GateDelivery delivery;
    private final String fingerprint;

    VerifiedRequest(HttpServletRequest request, GateDelivery delivery, String fingerprint) {
        super(request);
        this.delivery = delivery;
        this.fingerprint = fingerprint;
    }

    GateDelivery delivery() {
        return delivery;
    }

    String ref() {
        return ref(fingerprint);
    }

    /** Returns the reference to a fingerprint for people and the log. */
    static String ref(String fingerprint) {
        return fingerprint.substring(0, 6).toUpperCase(Locale.ROOT);
    }

    /**
     * Returns only the payload of a form with a payload, because Bolt splits forms in another way.
     */
    String body() {
        return switch (delivery.kind()) {
            case CLICK, SUGGESTION, SHORTCUT, SUBMISSION, CLOSED ->
                    "payload=" + URLEncoder.encode(delivery.payload(), StandardCharsets.UTF_8);
            case COMMAND, EVENT, URL_VERIFICATION, SSL_CHECK, OTHER -> delivery.payload();
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new StringReader(body()));
    }

    /**
     * Returns Slack's headers and the fingerprint; a header of that name in the request is ignored.
     */
    @Override
    public Enumeration<String> getHeaderNames() {
        var slacks =
                Collections.list(super.getHeaderNames()).stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-slack-"));
        return Collections.enumeration(Stream.concat(slacks, Stream.of(FINGERPRINT)).toList());
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equals(FINGERPRINT)
                ? Collections.enumeration(List.of(fingerprint))
                : super.getHeaders(name);
    }

    /** Slack sends no query, and the signature would not cover one. */
    @Override
    public @Nullable String getQueryString() {
        return null;
    }
}
