package dev.keydesk.pickup;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.TextStyle;
import dev.keydesk.keychange.OperatorSwitch;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides whether secrets may be made at this moment: the operator can stop it on all nodes, in the
 * database, and a node that is stopping stops it for itself.
 */
public final class MintSwitch {
    private final OperatorSwitch operators;
    private volatile boolean closing;

    /** Reads the switch from this database. */
    public MintSwitch(Db db, AuditLog audit, InstantSource clock) {
        this.operators = new OperatorSwitch(OperatorSwitch.Name.MINTING, db, audit, clock);
    }

    /** Stops minting on all nodes, until it is allowed again. */
    public void stop(String why) {
        operators.stop(why);
    }

    /** Allows minting again; returns false if it was allowed already. */
    public boolean allow() {
        return operators.allow();
    }

    /** Returns the operator's reason for the stop; empty if minting is allowed. */
    public Optional<String> stoppedBecause() {
        return operators.stoppedBecause();
    }

    /** Minting was stopped after the first check, while the facts were read. */
    static final class Stopped extends RuntimeException {
        Stopped() {
            super("minting is stopped", null, false, false);
        }
    }

    /**
     * The last check, within the transaction that begins the minting. A stop that is stored in the
     * same instant may not be seen; then this minting was already in progress, and finishes.
     */
    void check(Tx tx) {
        if (closing || operators.stoppedBecause(tx).isPresent()) {
            throw new Stopped();
        }
    }

    /** Begins no more pick-ups on this node; those in progress finish. */
    public void close() {
        closing = true;
    }

    /** Returns what to tell a person who wants to pick up; empty if that is possible now. */
    Optional<String> refusal(TextStyle style) {
        if (closing) {
            return Optional.of(
                    "The desk is restarting, so nothing was made. Your approval is still valid;"
                            + " press the button again in a minute.");
        }
        return stoppedBecause()
                .map(why ->
                        "The operators have stopped pick-ups for now (%s). Nothing was made, and your approval stays valid until it expires."
                                .formatted(style.foreign(why, 300)));
    }
}
