package dev.keydesk.entra;

import com.microsoft.kiota.RequestOption;

import dev.keydesk.entra.EntraFailure.Facts;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What is known about one call to Graph while it runs. It travels with the request as an option, so
 * that interceptors can note what the SDK loses: whether a byte was sent, the status, the headers.
 *
 * <p>A call runs on one thread; not thread-safe.
 */
final class GraphCallContext implements RequestOption {
    /** Codes and ids are letters, digits and a few marks; anything else may be part of a body. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private final String call;
    private final String objectId;
    private final String clientRequestId = UUID.randomUUID().toString();

    private boolean sent;
    private int status;
    private Optional<String> code = Optional.empty();
    private Optional<String> requestId = Optional.empty();
    private Optional<Duration> retryAfter = Optional.empty();
    private Optional<Duration> serverAhead = Optional.empty();
    private double throttle;

    GraphCallContext(String call, String objectId) {
        this.call = call;
        this.objectId = objectId;
    }

    static GraphCallContext forCall(String call) {
        return new GraphCallContext(call, "");
    }

    void markSent() {
        sent = true;
    }

    void answered(GraphAnswer answer) {
        status = answer.status();
        code = answer.code().filter(text -> HARMLESS.matcher(text).matches());
        requestId = answer.requestId().filter(text -> HARMLESS.matcher(text).matches());
        retryAfter = answer.retryAfter();
        serverAhead = answer.serverAhead();
        throttle = answer.throttle();
    }

    /** Notes the kind of network trouble in place of Entra's code. */
    void broke(Throwable trouble) {
        code = Optional.of(trouble.getClass().getSimpleName());
    }

    String call() {
        return call;
    }

    /** Returns the app registration of the call; empty for a list. */
    String objectId() {
        return objectId;
    }

    String clientRequestId() {
        return clientRequestId;
    }

    /**
     * Returns whether Microsoft may have received the request, because its first byte was about to
     * be written.
     */
    boolean sent() {
        return sent;
    }

    /** Returns the HTTP status; zero without an answer. */
    int status() {
        return status;
    }

    Optional<String> code() {
        return code;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Returns how far the server's clock was ahead when it answered. */
    Optional<Duration> serverAhead() {
        return serverAhead;
    }

    /** Returns the used part of the quota, which Graph tells from 0.8 up; zero below that. */
    double throttle() {
        return throttle;
    }

    Facts facts() {
        var known = status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
        return new Facts(call, known, code, requestId, clientRequestId);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends RequestOption> Class<T> getType() {
        return (Class<T>) GraphCallContext.class;
    }
}
