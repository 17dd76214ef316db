package dev.keydesk.decision;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.config.UserId;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.store.Db;

import java.time.InstantSource;

/** Answers and audits actions that a person may not do. */
public final class AuthorizationFailures {
    private final Db db;
    private final AuditLog audit;
    private final InstantSource clock;

    public AuthorizationFailures(Db db, AuditLog audit, InstantSource clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Audits the refusal and returns the answer to the person.
     *
     * @param name the name of the thing in the audit log
     */
    public InteractionAnswer refuse(UserId by, String action, String name, String because) {
        db.writing(tx ->
                audit.append(
                        tx,
                        AuditEvent.refusal(
                                clock.instant(), name, Actor.of(by), action + ": " + because)));
        return InteractionAnswer.say(because);
    }

    /** The same for something without a name here, such as a credential. */
    public InteractionAnswer refuse(UserId by, String sentence, String because) {
        db.writing(tx ->
                audit.append(
                        tx,
                        AuditEvent.ofDesk(
                                clock.instant(),
                                "refused",
                                Actor.of(by),
                                sentence + ": " + because)));
        return InteractionAnswer.say(because);
    }
}
