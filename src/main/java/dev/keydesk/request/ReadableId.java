package dev.keydesk.request;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names that people say aloud and read off a screen, such as {@code KD-7F3K2}. */
public final class ReadableId {
    // Crockford's base 32: no I, L, O or U, so that nothing is misread.
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 5;

    private ReadableId() {}

    /** What every name with that beginning looks like. */
    public static Pattern shape(String beginning) {
        return Pattern.compile(beginning + "[" + LETTERS + "]{" + LENGTH + "}");
    }

    /** One of 33 million; the table refuses the rare second one. */
    public static String fresh(String beginning, RandomGenerator random) {
        var text = new StringBuilder(beginning);
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
