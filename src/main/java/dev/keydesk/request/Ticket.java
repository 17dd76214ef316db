package dev.keydesk.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The name of a request that people say aloud, such as {@code KD-7F3K2}. */
public record Ticket(@JsonValue String text) {
    // Crockford's base 32: no I, L, O or U, so that nothing is misread.
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 5;
    private static final Pattern SHAPE = Pattern.compile("KD-[" + LETTERS + "]{" + LENGTH + "}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Ticket {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a ticket");
        }
    }

    /** One of 33 million; the table refuses the rare second one. */
    static Ticket fresh(RandomGenerator random) {
        var text = new StringBuilder("KD-");
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new Ticket(text.toString());
    }

    /** What a button or a person says may be anything. */
    public static Optional<Ticket> parse(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        return SHAPE.matcher(upper).matches() ? Optional.of(new Ticket(upper)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
