package dev.keydesk.request;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifies one attempt to make the secret of a request, such as {@code KD-7F3K2-1}. The secret's
 * name in Entra ends in it, and a button about one secret carries it, so that an old button never
 * means a newer secret.
 */
public record Marker(Ticket ticket, int attempt) {
    /** Separates the description from the marker in a secret's name. */
    public static final String SEPARATOR = " · ";

    private static final Pattern SHAPE = Pattern.compile("(KD-[0-9A-Z]{5})-([0-9]{1,6})");

    private static final Pattern END_OF_NAME =
            Pattern.compile(SEPARATOR + "(KD-[0-9A-Z]{5}-[1-9][0-9]{0,5})$");

    /** Returns empty for any other text, because the value of a button may be anything. */
    public static Optional<Marker> parse(String text) {
        var found = SHAPE.matcher(text.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        int attempt = Integer.parseInt(found.group(2));
        return Ticket.parse(found.group(1)).map(ticket -> new Marker(ticket, attempt));
    }

    /** Returns the marker at the end of a secret's name in Entra; empty if there is none. */
    public static Optional<Marker> endOf(String keyName) {
        var found = END_OF_NAME.matcher(keyName);
        return found.find() ? parse(found.group(1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return ticket + "-" + attempt;
    }
}
