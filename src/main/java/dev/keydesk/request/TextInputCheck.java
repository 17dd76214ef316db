package dev.keydesk.request;

import dev.keydesk.config.SecretPatterns;

import java.util.Optional;

/** Checks a typed text, and says what is wrong in a sentence to show at its field. */
public final class TextInputCheck {
    private TextInputCheck() {}

    /**
     * Checks its length, without surrounding blanks, and whether it contains a secret.
     *
     * @param longest in characters
     * @param whenEmpty the sentence for an empty text
     */
    public static Optional<String> mistake(String text, int longest, String whenEmpty) {
        if (text.isBlank()) {
            return Optional.of(whenEmpty);
        }
        return mistakeInOptional(text, longest);
    }

    /** The same for an optional field. */
    public static Optional<String> mistakeInOptional(String text, int longest) {
        int length = text.strip().length();
        return length > longest
                ? Optional.of(
                        "This has %s characters; at most %s fit here.".formatted(length, longest))
                : SecretPatterns.complaint(text);
    }
}
