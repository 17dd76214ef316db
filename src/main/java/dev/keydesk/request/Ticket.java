package dev.keydesk.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The id of a request, which people can say aloud, such as {@code KD-7F3K2}. */
public record Ticket(@JsonValue String text) {
    private static final String BEGINNING = "KD-";
    private static final Pattern SHAPE = ReadableId.shape(BEGINNING);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Ticket {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a ticket");
        }
    }

    /** Returns one of 33 million; the table refuses the rare duplicate. */
    static Ticket fresh(RandomGenerator random) {
        return new Ticket(ReadableId.fresh(BEGINNING, random));
    }

    /** Returns empty for any other text, because buttons and people may say anything. */
    public static Optional<Ticket> parse(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        return SHAPE.matcher(upper).matches() ? Optional.of(new Ticket(upper)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
