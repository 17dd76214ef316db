package dev.keydesk.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.response.Response;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.SlackIdentity;
import dev.keydesk.config.SecretText;
import dev.keydesk.logging.SafeTrace;
import dev.keydesk.slack.RefusalLog.Kind;
import dev.keydesk.slack.SignatureCheck.Look;
import dev.keydesk.slack.SignatureCheck.Seal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The servlet at {@code POST /slack/events}. It reads a request once and within limits, checks that
 * it is Slack's, recent, well-formed and from this workspace's people, and only then lets Bolt find
 * its handler.
 *
 * <p>Every request gets an answer, and a person gets one in words; no exception reaches the
 * container, and nothing of a body is logged.
 */
public final class SlackGate extends HttpServlet {
    static final int NOBODY_TOOK_IT = HttpServletResponse.SC_NOT_FOUND;

    private static final Logger log = LoggerFactory.getLogger(SlackGate.class);

    /** A modal has at most 250 kB, and a form makes that three times as long. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final transient RefusalLog refusals = new RefusalLog();
    private final transient SignatureCheck signatures;
    private final transient App app;
    private final transient VerifiedRequestAdapter adapter;
    private final transient Supplier<Optional<SlackIdentity>> us;
    private final transient ErrorReplies errorReplies;

    /**
     * @param us the bot's identity, from memory; while it is empty, people are asked to wait
     * @param chat for private messages that do not fit into the answer to a click
     * @param beside sends those messages after the answer
     */
    public SlackGate(
            SecretText signingSecret,
            InstantSource clock,
            App app,
            Supplier<Optional<SlackIdentity>> us,
            Chat chat,
            Executor beside) {
        this.signatures = new SignatureCheck(signingSecret, clock);
        this.app = app;
        this.adapter = new VerifiedRequestAdapter(app.config());
        this.us = us;
        this.errorReplies = new ErrorReplies(chat, beside);
    }

    /**
     * Returns the same for two deliveries of the same request, and for no others; 64 hex digits.
     */
    public static String fingerprint(Request<?> request) {
        return request.getHeaders().getFirstValue(VerifiedRequest.FINGERPRINT);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        try {
            adapter.write(response, reply(request, response));
        } catch (IOException | RuntimeException e) {
            // The sender closed the connection early; there is nobody to answer.
            refusals.refused(Kind.BROKEN_OFF);
            if (!response.isCommitted()) {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            }
        }
    }

    /** Checks everything that can be checked before the body is read. */
    private Response reply(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            refusals.refused(Kind.WRONG_METHOD);
            return refusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Only POST, from Slack.");
        }
        if (request.getContentLengthLong() > MOST_BYTES) {
            return tooLarge();
        }
        return switch (signatures.look(
                request.getHeader("X-Slack-Request-Timestamp"),
                request.getHeader("X-Slack-Signature"))) {
            case Look.Refused(var why) -> notGenuine(why);
            case Look.Plausible(var seal) -> {
                byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
                yield body.length > MOST_BYTES ? tooLarge() : verified(request, seal, body);
            }
        };
    }

    private static Response refusal(int status, String sentence) {
        return Response.builder().statusCode(status).body(sentence + "\n").build();
    }

    private Response tooLarge() {
        refusals.refused(Kind.TOO_LARGE);
        return refusal(
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "A delivery has at most 1 MiB.");
    }

    private Response notGenuine(Kind why) {
        refusals.refused(why);
        return refusal(HttpServletResponse.SC_UNAUTHORIZED, "Not a signature of Slack.");
    }

    private Response verified(HttpServletRequest request, Seal seal, byte[] body) {
        if (!signatures.isGenuine(seal, body)) {
            return notGenuine(Kind.FORGED);
        }
        String fingerprint = seal.fingerprint();
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return admitted(new VerifiedRequest(request, GateDelivery.read(text), fingerprint));
        } catch (GateDelivery.Malformed | CharacterCodingException e) {
            refusals.refused(Kind.MALFORMED, VerifiedRequest.ref(fingerprint));
            return refusal(HttpServletResponse.SC_BAD_REQUEST, "Not a delivery of Slack.");
        }
    }

    /** Logs the counts of refusals; called once a minute. */
    public void tellRefusals() {
        refusals.tellCounts();
    }

    private Response admitted(VerifiedRequest verified) throws GateDelivery.Malformed {
        var delivery = verified.delivery();
        return switch (delivery.kind()) {
            case SSL_CHECK, URL_VERIFICATION, OTHER -> dispatched(verified);
            case COMMAND, CLICK, SUGGESTION, SHORTCUT, SUBMISSION, CLOSED, EVENT -> {
                var identity = us.get();
                if (identity.isEmpty()) {
                    yield notReady(delivery);
                }
                yield delivery.isFor(identity.get())
                        ? dispatched(verified)
                        : foreign(delivery, verified.ref());
            }
        };
    }

    /** Slack repeats an event after a 503, and shows the person that a click failed. */
    private Response notReady(GateDelivery delivery) {
        return switch (delivery.kind()) {
            case CLICK, SHORTCUT, CLOSED, EVENT ->
                    Response.error(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            case COMMAND, SUGGESTION, SUBMISSION, URL_VERIFICATION, SSL_CHECK, OTHER ->
                    errorReplies.replyTo(
                            delivery,
                            "The desk has just started and is not ready yet. Nothing was done;"
                                    + " please try again in a minute.");
        };
    }

    private Response foreign(GateDelivery delivery, String ref) {
        refusals.refused(Kind.FOREIGN, ref);
        return errorReplies.replyTo(
                delivery,
                "This desk serves another Slack workspace, so nothing was done. Please ask the"
                        + " people who look after client secrets in yours. (ref "
                        + ref
                        + ")");
    }

    private Response dispatched(VerifiedRequest verified) throws GateDelivery.Malformed {
        var delivery = verified.delivery();
        var ref = verified.ref();
        var request = adapter.read(verified);
        if (request.isEmpty()) {
            refusals.refused(Kind.NOT_USED, ref);
            return Response.ok();
        }
        try {
            var response = app.run(request.get());
            return response.getStatusCode() == NOBODY_TOOK_IT ? untaken(delivery, ref) : response;
        } catch (Exception | Error e) {
            log.error("{} failed (ref {})", delivery.kind(), ref, SafeTrace.of(e));
            return failed(delivery, ref);
        }
    }

    private Response failed(GateDelivery delivery, String ref) {
        return errorReplies.replyTo(
                delivery,
                "The desk may not have received this. Please try again; nothing is done twice. If"
                        + " it fails again, tell the desk's operator the reference. (ref "
                        + ref
                        + ")");
    }

    private Response untaken(GateDelivery delivery, String ref) {
        refusals.refused(Kind.UNKNOWN, ref);
        return errorReplies.replyTo(
                delivery,
                "The desk does not know this button or form; it may be from an older version."
                        + " Nothing was changed. Please start again with /new-client-secret. (ref "
                        + ref
                        + ")");
    }
}
