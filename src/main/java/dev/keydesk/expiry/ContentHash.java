package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.AppRegistration.Certificate;
import dev.keydesk.entra.AppRegistration.Secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A hash of everything that is stored of an app and its credentials: if it is unchanged, nothing
 * has to be written or even read. It does not depend on the order in which Entra lists credentials
 * and tags.
 *
 * <p>It is stored. A change of the algorithm is harmless: each app is then written once more.
 */
final class ContentHash {
    /** No app has this hash. */
    static final long NONE = 0;

    private static final Comparator<Secret> SECRETS = Comparator.comparing(Secret::keyId);
    private static final Comparator<Certificate> CERTIFICATES =
            Comparator.comparing(Certificate::keyId);

    private static final char END = '\0';

    private ContentHash() {}

    static long of(AppRegistration app) {
        var text = new StringBuilder(512);
        add(text, app.clientId());
        add(text, app.name());
        add(text, app.signInAudience());
        add(text, tags(app));
        for (var secret : sorted(app.secrets(), SECRETS)) {
            add(text, secret);
        }
        text.append(END);
        for (var certificate : sorted(app.certificates(), CERTIFICATES)) {
            add(text, certificate);
        }
        long number = digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return number == NONE ? 1 : number;
    }

    /**
     * Returns a hash that differs from the app's own, so that the next scan compares the app in
     * full.
     */
    static long unsettled(long content) {
        return ~content == NONE ? 2 : ~content;
    }

    private static <T> List<T> sorted(List<T> keys, Comparator<T> order) {
        if (keys.size() < 2) {
            return keys;
        }
        var copy = new ArrayList<>(keys);
        copy.sort(order);
        return copy;
    }

    /** One tag a line; a tag has no blanks. */
    static String tags(AppRegistration app) {
        return String.join("\n", sorted(app.tags(), Comparator.naturalOrder()));
    }

    private static void add(StringBuilder text, Secret secret) {
        add(text, secret.keyId());
        add(text, secret.name().orElse(""));
        add(text, secret.hint().orElse(""));
        add(text, secret.start());
        add(text, secret.end());
    }

    private static void add(StringBuilder text, Certificate certificate) {
        add(text, certificate.keyId());
        add(text, certificate.name().orElse(""));
        add(text, certificate.start());
        add(text, certificate.end());
    }

    private static void add(StringBuilder text, Instant instant) {
        text.append(instant.toEpochMilli()).append(END);
    }

    private static void add(StringBuilder text, String part) {
        text.append(part).append(END);
    }

    private static long digest(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
