package dev.keydesk.entra;

import java.util.Optional;

/**
 * An app registration in Entra's list that cannot be read, or of which some credentials cannot.
 *
 * @param objectId empty if the list does not tell it
 * @param name as far as the list tells it; cut if it is long
 * @param why in Keydesk's words, such as "a key without an ID"
 */
public record UnreadApp(Optional<String> objectId, String name, String why) {
    static final int LONGEST_NAME = 120;
    private static final int LONGEST_ID = 100;

    public UnreadApp {
        objectId = objectId.filter(id -> id.length() <= LONGEST_ID);
        name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** Returns its id from one scan to the next: the object id, or else the name. */
    public String id() {
        return objectId.orElse("unknown: " + name);
    }
}
