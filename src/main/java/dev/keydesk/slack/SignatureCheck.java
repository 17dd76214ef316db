package dev.keydesk.slack;

import dev.keydesk.config.SecretText;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a delivery is Slack's and was sent just now: {@code v0=} and the HMAC-SHA256 of {@code
 * v0:timestamp:body} over the bytes as they came.
 *
 * <p>Bolt's own check accepts timestamps of the future, compares in varying time, takes {@code ---}
 * for a missing secret, and runs after the body was parsed; so ours comes first and is the only
 * one.
 */
final class SignatureCheck {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final SecretKeySpec key;
    private final InstantSource clock;

    /** A blank secret cannot come here, because {@link SecretText} refuses one. */
    SignatureCheck(SecretText signingSecret, InstantSource clock) {
        this.key =
                new SecretKeySpec(
                        signingSecret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    enum Outcome {
        GENUINE("genuine"),
        UNSIGNED("it carries no signature or no timestamp of Slack"),
        OUTSIDE_WINDOW(
                "its timestamp is more than five minutes off; if this repeats, set this machine's"
                        + " clock"),
        FORGED("its signature does not fit; if this repeats, compare SLACK_SIGNING_SECRET");

        private final String reason;

        Outcome(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    Outcome check(@Nullable String timestamp, @Nullable String signature, byte[] body) {
        if (timestamp == null || signature == null || !timestamp.matches("\\d{1,12}")) {
            return Outcome.UNSIGNED;
        }
        if (!isRecent(Instant.ofEpochSecond(Long.parseLong(timestamp)))) {
            return Outcome.OUTSIDE_WINDOW;
        }
        byte[] expected = ("v0=" + hmac(timestamp, body)).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))
                ? Outcome.GENUINE
                : Outcome.FORGED;
    }

    private boolean isRecent(Instant sent) {
        return Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) <= 0;
    }

    private String hmac(String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    /** The same for a delivery that is sent twice, and for no other. */
    static String fingerprint(String timestamp, String signature) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(signature.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(timestamp.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
