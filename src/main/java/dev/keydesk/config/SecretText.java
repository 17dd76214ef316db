package dev.keydesk.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Text that must not be seen by accident: a token, a signing secret, the value of a client secret.
 *
 * <p>It prints as hidden and gives its text only through {@link #reveal()}; search for that word
 * and you have read every place a secret leaves us. Deliberately not a record, because records
 * print themselves, and deliberately without Jackson's annotations, so that it cannot be
 * serialised.
 */
public final class SecretText {
    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException if the text is blank: an empty secret protects nothing
     */
    public static SecretText of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        return new SecretText(text);
    }

    /** The text itself. Every caller is a place where a secret leaves us. */
    public String reveal() {
        return text;
    }

    /** Whether it begins like this; Entra shows the first three characters to everybody. */
    public boolean beginsWith(String hint) {
        return text.startsWith(hint);
    }

    /** Compares in constant time, so that an answer's delay tells nothing about the text. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8),
                        that.text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for every secret: a hash code would be a fingerprint of the text. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
