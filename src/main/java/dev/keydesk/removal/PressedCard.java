package dev.keydesk.removal;

import dev.keydesk.interactions.Interaction;

import java.util.Optional;

/**
 * The value of a removal's button: its id, and whether the card showed that the team keeps the
 * secret. Text from outside, so it is only a hint.
 */
record PressedCard(RemovalId id, boolean showsKept) {
    private static final String KEPT = " kept";

    static PressedCard of(Removal removal) {
        return new PressedCard(removal.id(), removal.keptBy().isPresent());
    }

    static Optional<PressedCard> parse(String text) {
        boolean showsKept = text.endsWith(KEPT);
        var id = showsKept ? text.substring(0, text.length() - KEPT.length()) : text;
        return RemovalId.parse(id).map(it -> new PressedCard(it, showsKept));
    }

    static boolean showsKept(Interaction interaction) {
        return parse(interaction.subject()).filter(PressedCard::showsKept).isPresent();
    }

    String text() {
        return showsKept ? id + KEPT : id.text();
    }
}
