package dev.keydesk.entra;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keydesk.entra.AppRegistration.Secret;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/**
 * An app registration as one byte array, about half of the size of its objects. It has no tags and
 * certificates, because the index does not need them. Times are kept to the millisecond, as in
 * rows.
 *
 * <p>The bytes are fields in UTF-8, each after its length in bytes, as in {@code 11:payroll-api}.
 * They are never stored, so the format may change with every release.
 */
final class CompactApp {
    private static final int RADIX = Character.MAX_RADIX;

    private final byte[] fields;

    private CompactApp(byte[] fields) {
        this.fields = fields;
    }

    static CompactApp of(AppRegistration app) {
        var fields = new ByteArrayOutputStream(400);
        append(fields, app.objectId());
        append(fields, app.clientId());
        append(fields, app.name());
        append(fields, app.signInAudience());
        for (var secret : app.secrets()) {
            append(fields, secret.keyId());
            append(fields, secret.name());
            append(fields, secret.hint());
            append(fields, secret.start());
            append(fields, secret.end());
        }
        return new CompactApp(fields.toByteArray());
    }

    AppRegistration expand() {
        var reader = new Reader();
        var objectId = reader.text();
        var clientId = reader.text();
        var name = reader.text();
        var audience = reader.text();
        var secrets = new ArrayList<Secret>();
        while (reader.hasMore()) {
            secrets.add(
                    new Secret(
                            reader.text(),
                            reader.optional(),
                            reader.optional(),
                            reader.instant(),
                            reader.instant()));
        }
        return new AppRegistration(objectId, clientId, name, audience, secrets);
    }

    String objectId() {
        return new Reader().text();
    }

    String clientId() {
        var reader = new Reader();
        reader.skip();
        return reader.text();
    }

    String name() {
        var reader = new Reader();
        reader.skip();
        reader.skip();
        return reader.text();
    }

    /** Returns whether nothing about the app has changed. */
    boolean hasSameFields(CompactApp other) {
        return Arrays.equals(fields, other.fields);
    }

    private static void append(ByteArrayOutputStream fields, String text) {
        var bytes = text.getBytes(UTF_8);
        fields.writeBytes((bytes.length + ":").getBytes(UTF_8));
        fields.writeBytes(bytes);
    }

    /** A present value gets a mark before it, because it may be an empty text. */
    private static void append(ByteArrayOutputStream fields, Optional<String> text) {
        append(fields, text.map("+"::concat).orElse(""));
    }

    private static void append(ByteArrayOutputStream fields, Instant instant) {
        append(fields, Long.toString(instant.toEpochMilli(), RADIX));
    }

    /** Reads the fields one after another. */
    private final class Reader {
        private int at;

        boolean hasMore() {
            return at < fields.length;
        }

        /** Skips the next field and returns where it begins. */
        int skip() {
            int length = 0;
            for (; fields[at] != ':'; at++) {
                length = 10 * length + fields[at] - '0';
            }
            int start = at + 1;
            at = start + length;
            return start;
        }

        String text() {
            int start = skip();
            return new String(fields, start, at - start, UTF_8);
        }

        Optional<String> optional() {
            var marked = text();
            return marked.isEmpty() ? Optional.empty() : Optional.of(marked.substring(1));
        }

        Instant instant() {
            return Instant.ofEpochMilli(Long.parseLong(text(), RADIX));
        }
    }
}
