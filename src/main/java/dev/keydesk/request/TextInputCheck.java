package dev.keydesk.request;

import dev.keydesk.config.SecretPatterns;

import java.util.Optional;

/** What is wrong with a text somebody typed into a field, in words to stand beside it. */
public final class TextInputCheck {
    private TextInputCheck() {}

    /**
     * Looks at its length, without the space around it, and whether there is a secret in it.
     *
     * @param longest in characters
     * @param whenEmpty what to say if there is nothing
     */
    public static Optional<String> mistake(String text, int longest, String whenEmpty) {
        if (text.isBlank()) {
            return Optional.of(whenEmpty);
        }
        return mistakeInOptional(text, longest);
    }

    /** The same for a field that may be left empty. */
    public static Optional<String> mistakeInOptional(String text, int longest) {
        int length = text.strip().length();
        return length > longest
                ? Optional.of(
                        "This has %s characters; at most %s fit here.".formatted(length, longest))
                : SecretPatterns.complaint(text);
    }
}
