package dev.keydesk.removal;

/** What became of a wish to remove a key. */
public sealed interface RemovalRequestOutcome {
    /** It is stored, and goes its way. */
    record Taken(StoredRemoval stored) implements RemovalRequestOutcome {}

    /** Somebody has asked for the same before, and that is still open. */
    record AskedBefore(StoredRemoval stored) implements RemovalRequestOutcome {}

    /** The desk does not remove this key. */
    record Refused(String because) implements RemovalRequestOutcome {}

    /** The key is no longer in Entra, or its app is not. */
    record NothingThere(String because) implements RemovalRequestOutcome {}

    /** For the person who wished it, in Slack's markup. */
    default String says() {
        return switch (this) {
            case Taken(var stored) ->
                    "%s: %s".formatted(stored.id(), RemovalText.headline(stored.removal()));
            case AskedBefore(var stored) ->
                    "%s has asked for the removal of this key before (%s). %s Nothing was changed."
                            .formatted(
                                    stored.details().by().mention(),
                                    stored.id(),
                                    RemovalText.headline(stored.removal()));
            case Refused(var because) -> because;
            case NothingThere(var because) -> because;
        };
    }
}
