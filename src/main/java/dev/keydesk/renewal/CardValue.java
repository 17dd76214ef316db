package dev.keydesk.renewal;

import dev.keydesk.request.Ticket;

import java.util.Optional;

/**
 * What a button of a card carries: the request, and what the card showed when it was pressed. Text
 * from outside, so only a hint.
 */
record CardValue(Ticket ticket, String shown) {
    static CardValue of(Renewal renewal) {
        return new CardValue(renewal.renewed().ticket(), nameOf(renewal));
    }

    static Optional<CardValue> parse(String text) {
        int blank = text.indexOf(' ');
        return Ticket.parse(blank < 0 ? text : text.substring(0, blank))
                .map(ticket -> new CardValue(ticket, text.substring(blank + 1)));
    }

    boolean shows(Renewal renewal) {
        return shown.equals(nameOf(renewal));
    }

    String text() {
        return ticket + " " + shown;
    }

    private static String nameOf(Renewal renewal) {
        return renewal.getClass().getSimpleName();
    }
}
