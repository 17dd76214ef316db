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
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks that a request comes from Slack and is recent: {@code v0=} and the HMAC-SHA256 of {@code
 * v0:timestamp:body} over the bytes as received.
 *
 * <p>Bolt's own check accepts timestamps in the future, compares in varying time, uses {@code ---}
 * for a missing secret, and runs after the body was parsed; so this one comes first and is the only
 * one.
 */
final class SignatureCheck {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{1,12}");
    private static final Pattern SIGNATURE = Pattern.compile("v0=[0-9a-f]{64}");

    private final SecretKeySpec key;
    private final InstantSource clock;

    /** The secret cannot be blank, because {@link SecretText} refuses that. */
    SignatureCheck(SecretText signingSecret, InstantSource clock) {
        this.key =
                new SecretKeySpec(
                        signingSecret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    /** The headers that Slack sends with a body; whether they fit the body is not known yet. */
    record Seal(String timestamp, String signature) {

        /** Returns the same text for two deliveries of the same request, and for no others. */
        String fingerprint() {
            try {
                var sha = MessageDigest.getInstance("SHA-256");
                sha.update(signature.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of()
                        .formatHex(sha.digest(timestamp.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no SHA-256", e);
            }
        }
    }

    /** The result of the checks that need no body. */
    sealed interface Look {
        record Plausible(Seal seal) implements Look {}

        record Refused(RefusalLog.Kind why) implements Look {}
    }

    Look look(@Nullable String timestamp, @Nullable String signature) {
        if (timestamp == null
                || signature == null
                || !TIMESTAMP.matcher(timestamp).matches()
                || !SIGNATURE.matcher(signature).matches()) {
            return new Look.Refused(RefusalLog.Kind.UNSIGNED);
        }
        return isRecent(Instant.ofEpochSecond(Long.parseLong(timestamp)))
                ? new Look.Plausible(new Seal(timestamp, signature))
                : new Look.Refused(RefusalLog.Kind.OUTSIDE_WINDOW);
    }

    boolean isGenuine(Seal seal, byte[] body) {
        byte[] expected = ("v0=" + hmac(seal.timestamp(), body)).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, seal.signature().getBytes(StandardCharsets.UTF_8));
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
}
