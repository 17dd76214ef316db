package dev.keydesk.config;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Characters that steer a screen instead of standing on it, by Unicode's general category: controls
 * (Cc), formats such as marks of direction and of no width (Cf), ends of lines and paragraphs (Zl,
 * Zp), and halves of a surrogate pair (Cs). This is the one place that says which they are.
 */
public final class ControlCharacters {
    /** One or more of them, as a regular expression. */
    public static final String SEVERAL = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+";

    private static final Pattern RUN = Pattern.compile(SEVERAL);

    private ControlCharacters() {}

    /** Returns the text on one line: a space stands where one or more of them stood. */
    public static String replaced(String text) {
        return RUN.matcher(text).replaceAll(" ");
    }

    /** Returns the text without them; what they stood between moves together. */
    static String removed(String text) {
        return RUN.matcher(text).replaceAll("");
    }

    public static boolean areIn(String text) {
        return firstIn(text).isPresent();
    }

    /** Where the first one stands, from 0. */
    static OptionalInt firstIn(String text) {
        var found = RUN.matcher(text);
        return found.find() ? OptionalInt.of(found.start()) : OptionalInt.empty();
    }
}
