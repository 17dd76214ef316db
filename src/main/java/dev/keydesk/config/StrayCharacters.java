package dev.keydesk.config;

import java.util.Optional;

/** Finds invisible characters that a copy, a shell or a container adds to a value. */
final class StrayCharacters {
    private StrayCharacters() {}

    /**
     * Returns what is wrong, as a text that follows the name of the setting; empty if nothing is.
     */
    static Optional<String> complaint(String value) {
        if (value.chars().allMatch(StrayCharacters::isSpace)) {
            return Optional.of("is blank.");
        }
        // Kubernetes secrets made with "echo" instead of "printf" end like this.
        if (value.endsWith("\n")) {
            return Optional.of("ends with a line break. Take it out.");
        }
        if (isSpace(value.charAt(0)) || isSpace(value.charAt(value.length() - 1))) {
            return Optional.of("has a space before or after it. Take it out.");
        }
        if (isQuoted(value, '"') || isQuoted(value, '\'')) {
            return Optional.of("is in quotes. They are part of the value here; take them out.");
        }
        var invisible = ControlCharacters.firstIn(value);
        return invisible.isPresent()
                ? Optional.of(
                        "has an invisible character at position %s. Take it out."
                                .formatted(invisible.getAsInt() + 1))
                : Optional.empty();
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isQuoted(String value, char quote) {
        return value.charAt(0) == quote || value.charAt(value.length() - 1) == quote;
    }
}
