package dev.keydesk.request;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One attempt to make the key of a request, such as {@code KD-7F3K2-1}. It ends the key's name in
 * Entra, and a button that is about one key carries it, so that an old button never means a newer
 * key.
 */
public record Marker(Ticket ticket, int attempt) {
    /** Between what a person called the key and the marker. */
    public static final String SEPARATOR = " · ";

    private static final Pattern SHAPE = Pattern.compile("(KD-[0-9A-Z]{5})-([0-9]{1,6})");

    private static final Pattern END_OF_NAME =
            Pattern.compile(SEPARATOR + "(KD-[0-9A-Z]{5}-[1-9][0-9]{0,5})$");

    /** What a button says may be anything. */
    public static Optional<Marker> parse(String text) {
        var found = SHAPE.matcher(text.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        int attempt = Integer.parseInt(found.group(2));
        return Ticket.parse(found.group(1)).map(ticket -> new Marker(ticket, attempt));
    }

    /** The marker at the end of a key's name in Entra; nothing if the name is not of our making. */
    public static Optional<Marker> endOf(String keyName) {
        var found = END_OF_NAME.matcher(keyName);
        return found.find() ? parse(found.group(1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return ticket + "-" + attempt;
    }
}
