package dev.keydesk.removal;

/**
 * A removal as it stands in the database.
 *
 * @param version every move makes it one more
 */
public record StoredRemoval(Removal removal, long version) {
    public RemovalId id() {
        return removal.id();
    }

    public RemovalDetails details() {
        return removal.details();
    }
}
