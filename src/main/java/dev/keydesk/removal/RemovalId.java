package dev.keydesk.removal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.keydesk.request.ReadableId;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The id of a removal, which people can say aloud, such as {@code RM-7F3K2}. */
public record RemovalId(@JsonValue String text) {
    private static final String BEGINNING = "RM-";
    private static final Pattern SHAPE = ReadableId.shape(BEGINNING);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RemovalId {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not the name of a removal");
        }
    }

    static RemovalId fresh(RandomGenerator random) {
        return new RemovalId(ReadableId.fresh(BEGINNING, random));
    }

    /** Returns empty for any other text, because buttons and people may say anything. */
    public static Optional<RemovalId> parse(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        return SHAPE.matcher(upper).matches()
                ? Optional.of(new RemovalId(upper))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
