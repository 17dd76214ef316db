package dev.keydesk.pickup;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.keychange.OperatorSwitch;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether keys may be made at this moment: the operator can stop it for everybody, in the database,
 * and a node that is going down stops it for itself.
 */
public final class MintSwitch {
    private final OperatorSwitch operators;
    private volatile boolean closing;

    public MintSwitch(Db db, AuditLog audit, InstantSource clock) {
        this.operators = new OperatorSwitch(OperatorSwitch.Name.MINTING, db, audit, clock);
    }

    /** From now on no pick-up makes a key, on any node, until it is allowed again. */
    public void stop(String why) {
        operators.stop(why);
    }

    /** False if it was allowed already. */
    public boolean allow() {
        return operators.allow();
    }

    /** What the operator said when they stopped it, if it is stopped. */
    public Optional<String> stoppedBecause() {
        return operators.stoppedBecause();
    }

    /** Minting was stopped after the first look, while the facts were being gathered. */
    static final class Stopped extends RuntimeException {
        Stopped() {
            super("minting is stopped", null, false, false);
        }
    }

    /**
     * The last look, within the transaction that begins the mint. A stop that is stored in the same
     * instant may not be seen; then this mint was under way when it was stopped, and finishes.
     */
    void check(Tx tx) {
        if (closing || operators.stoppedBecause(tx).isPresent()) {
            throw new Stopped();
        }
    }

    /** This node begins no more pick-ups; those under way finish. */
    public void close() {
        closing = true;
    }

    /** What to tell somebody who wants to pick up, if that is not possible now. */
    Optional<String> refusal() {
        if (closing) {
            return Optional.of(
                    "The desk is restarting, so nothing was made. Your approval is still valid;"
                            + " press the button again in a minute.");
        }
        return stoppedBecause()
                .map(why ->
                        "The operators have stopped pick-ups for now (%s). Nothing was made, and your approval stays valid until it expires."
                                .formatted(Mrkdwn.escape(why, 300)));
    }
}
