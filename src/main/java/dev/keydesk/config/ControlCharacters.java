package dev.keydesk.config;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Characters that control a display instead of being shown, by Unicode general category: controls
 * (Cc), format characters such as direction marks and zero-width characters (Cf), line and
 * paragraph separators (Zl, Zp), and surrogates (Cs). This is the only place that defines them.
 */
public final class ControlCharacters {
    /** A regular expression that matches one or more of them. */
    public static final String SEVERAL = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+";

    private static final Pattern RUN = Pattern.compile(SEVERAL);

    private ControlCharacters() {}

    /** Returns the text on one line: each run of control characters becomes one space. */
    public static String replaced(String text) {
        return RUN.matcher(text).replaceAll(" ");
    }

    /** Returns the text without control characters; nothing takes their place. */
    static String removed(String text) {
        return RUN.matcher(text).replaceAll("");
    }

    /** Returns whether the text contains a control character. */
    public static boolean areIn(String text) {
        return firstIn(text).isPresent();
    }

    /** Returns the index of the first control character; empty if there is none. */
    static OptionalInt firstIn(String text) {
        var found = RUN.matcher(text);
        return found.find() ? OptionalInt.of(found.start()) : OptionalInt.empty();
    }
}
