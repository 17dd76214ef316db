package dev.keydesk.request;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One attempt to make the key of a request, such as {@code KD-7F3K2-1}. It ends the key's name in
 * Entra, and a button that is about one key carries it, so that an old button never means a newer
 * key.
 */
public record Marker(Ticket ticket, int attempt) {
    private static final Pattern SHAPE = Pattern.compile("(KD-[0-9A-Z]{5})-([0-9]{1,6})");

    /** What a button says may be anything. */
    public static Optional<Marker> parse(String text) {
        var found = SHAPE.matcher(text.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        int attempt = Integer.parseInt(found.group(2));
        return Ticket.parse(found.group(1)).map(ticket -> new Marker(ticket, attempt));
    }

    @Override
    public String toString() {
        return ticket + "-" + attempt;
    }
}
