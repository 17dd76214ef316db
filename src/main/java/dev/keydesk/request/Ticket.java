package dev.keydesk.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The name of a request that people say aloud, such as {@code KD-7F3K2}. */
public record Ticket(@JsonValue String text) {
    private static final String BEGINNING = "KD-";
    private static final Pattern SHAPE = ReadableId.shape(BEGINNING);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Ticket {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a ticket");
        }
    }

    /** One of 33 million; the table refuses the rare second one. */
    static Ticket fresh(RandomGenerator random) {
        return new Ticket(ReadableId.fresh(BEGINNING, random));
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
