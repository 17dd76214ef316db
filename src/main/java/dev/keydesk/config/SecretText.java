package dev.keydesk.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Text that must not be seen by accident: a token, a signing secret, the value of a client secret.
 *
 * <p>It prints as hidden and gives its text only through {@link #reveal()}: a search for that word
 * finds every place where a secret leaves Keydesk. It is deliberately not a record, because records
 * print themselves, and has no Jackson annotations, so that it cannot be serialised.
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

    /** Returns the text itself. Every caller is a place where a secret leaves Keydesk. */
    public String reveal() {
        return text;
    }

    /**
     * Returns whether the text begins with the hint; Entra shows the first three characters to
     * everybody.
     */
    public boolean beginsWith(String hint) {
        return text.startsWith(hint);
    }

    /** Compares in constant time, so that the time an answer takes does not give the text away. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8),
                        that.text.getBytes(StandardCharsets.UTF_8));
    }

    /** Is the same for every secret, because a hash code would be a fingerprint of the text. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
