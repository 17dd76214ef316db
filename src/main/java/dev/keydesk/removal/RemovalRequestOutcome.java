package dev.keydesk.removal;

import dev.keydesk.workflow.Versioned;

/** The result of a request to remove a credential. */
public sealed interface RemovalRequestOutcome {
    /** The removal is stored, and continues by itself. */
    record Taken(Versioned<Removal> stored) implements RemovalRequestOutcome {}

    /** Somebody has asked for the same before, and that removal is still open. */
    record AskedBefore(Versioned<Removal> stored) implements RemovalRequestOutcome {}

    /** Keydesk does not remove this credential. */
    record Refused(String because) implements RemovalRequestOutcome {}

    /** Somebody else has decided since; nothing was changed. */
    record Outdated() implements RemovalRequestOutcome {}

    /** The credential or its app is no longer in Entra. */
    record NothingThere(String because) implements RemovalRequestOutcome {}

    /** Returns the answer to the person, in Slack's markup. */
    default String says() {
        return switch (this) {
            case Taken(var stored) ->
                    "%s: %s".formatted(stored.state().id(), RemovalText.headline(stored.state()));
            case AskedBefore(var stored) ->
                    "%s has already asked for the removal of this secret (%s). %s Nothing was changed."
                            .formatted(
                                    stored.state().details().requestedBy().mention(),
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
