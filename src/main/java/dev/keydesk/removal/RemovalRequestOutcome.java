package dev.keydesk.removal;

import dev.keydesk.workflow.Versioned;

/** What became of a wish to remove a key. */
public sealed interface RemovalRequestOutcome {
    /** It is stored, and goes its way. */
    record Taken(Versioned<Removal> stored) implements RemovalRequestOutcome {}

    /** Somebody has asked for the same before, and that is still open. */
    record AskedBefore(Versioned<Removal> stored) implements RemovalRequestOutcome {}

    /** The desk does not remove this key. */
    record Refused(String because) implements RemovalRequestOutcome {}

    /** Somebody else has decided since; nothing was changed. */
    record Outdated() implements RemovalRequestOutcome {}

    /** The key is no longer in Entra, or its app is not. */
    record NothingThere(String because) implements RemovalRequestOutcome {}

    /** For the person who wished it, in Slack's markup. */
    default String says() {
        return switch (this) {
            case Taken(var stored) ->
                    "%s: %s".formatted(stored.state().id(), RemovalText.headline(stored.state()));
            case AskedBefore(var stored) ->
                    "%s has already asked for the removal of this secret (%s). %s Nothing was changed."
                            .formatted(
                                    stored.state().details().by().mention(),
                                    stored.state().id(),
                                    RemovalText.headline(stored.state()));
            case Refused(var because) -> because;
            case Outdated() ->
                    "Somebody else decided about this secret at the same moment. Nothing was"
                            + " changed.";
            case NothingThere(var because) -> because;
        };
    }
}
