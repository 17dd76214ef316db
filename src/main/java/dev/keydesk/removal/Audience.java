package dev.keydesk.removal;

import dev.keydesk.board.Addressee;

/**
 * Those who look after an app, where they read what presses.
 *
 * @param calls mentions of those whose phones have to ring
 */
public record Audience(Addressee reads, String calls) {
    /** Nobody there is known by name, so all of them. */
    public static Audience everybody(Addressee reads) {
        return new Audience(reads, "<!channel>");
    }
}
