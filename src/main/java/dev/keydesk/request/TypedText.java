package dev.keydesk.request;

import java.util.Optional;

/** What is wrong with a text somebody typed into a required field, in words to stand beside it. */
public final class TypedText {
    private TypedText() {}

    /**
     * Looks at its length, without the space around it.
     *
     * @param longest in characters
     * @param whenEmpty what to say if there is nothing
     */
    public static Optional<String> mistake(String text, int longest, String whenEmpty) {
        if (text.isBlank()) {
            return Optional.of(whenEmpty);
        }
        int length = text.strip().length();
        return length > longest
                ? Optional.of(
                        "This has %d characters; at most %d fit here.".formatted(length, longest))
                : Optional.empty();
    }
}
