package dev.keydesk.request;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Makes ids that people can say aloud and read off a screen, such as {@code KD-7F3K2}. */
public final class ReadableId {
    // Crockford's base 32: without I, L, O and U, so that nothing is misread.
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 5;

    private ReadableId() {}

    /** Returns the pattern of every id with that prefix. */
    public static Pattern shape(String beginning) {
        return Pattern.compile(beginning + "[" + LETTERS + "]{" + LENGTH + "}");
    }

    /** Returns one of 33 million ids; the table refuses the rare duplicate. */
    public static String fresh(String beginning, RandomGenerator random) {
        var text = new StringBuilder(beginning);
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
