package dev.keydesk.removal;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.request.Ticket;

import java.util.Optional;

/**
 * The reason for a removal.
 *
 * @param replacedBy the request whose secret has replaced it
 * @param words that the person wrote; may be blank
 */
public record RemovalCause(Kind kind, Optional<Ticket> replacedBy, String words) {
    private static final int WORDS_SHOWN = 500;

    /** The kind of reason. */
    public enum Kind {
        /** A newer secret was handed over; nobody has asked for the removal yet. */
        RENEWED,
        /** It is no longer needed. */
        UNUSED,
        /** A newer secret is in use. */
        REPLACED,
        /** It has leaked. */
        LEAKED
    }

    public static RemovalCause unused(String words) {
        return new RemovalCause(Kind.UNUSED, Optional.empty(), words);
    }

    static RemovalCause renewedBy(Ticket ticket) {
        return new RemovalCause(Kind.RENEWED, Optional.of(ticket), "");
    }

    public static RemovalCause replacedBy(Ticket ticket) {
        return new RemovalCause(Kind.REPLACED, Optional.of(ticket), "");
    }

    public static RemovalCause leaked(String words) {
        return new RemovalCause(Kind.LEAKED, Optional.empty(), words);
    }

    RemovalCause withoutReplacement() {
        return new RemovalCause(kind, Optional.empty(), words);
    }

    boolean isLeak() {
        return kind == Kind.LEAKED;
    }

    /** Returns one sentence of Slack's markup. */
    String sentence() {
        var said = words.isBlank() ? "" : " “%s”".formatted(Mrkdwn.escape(words, WORDS_SHOWN));
        return switch (kind) {
            case UNUSED -> "Somebody says that it is no longer needed." + said;
            case RENEWED, REPLACED ->
                    replacedBy
                            .map("The secret of %s has replaced it."::formatted)
                            .orElse("A newer secret has replaced it.");
            case LEAKED -> "Somebody says that it has leaked." + said;
        };
    }
}
