package dev.keydesk.decision;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.config.UserId;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.store.Db;

import java.time.InstantSource;

/** Somebody may not do what they pressed: they hear why, and the audit log keeps it. */
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
     * Keeps it, and returns what the person hears.
     *
     * @param name the name by which people find it in the audit log
     */
    public InteractionAnswer refuse(UserId by, String action, String name, String because) {
        db.writing(tx ->
                audit.append(
                        tx,
                        AuditEvent.refusal(
                                clock.instant(), name, Actor.of(by), action + ": " + because)));
        return InteractionAnswer.say(because);
    }

    /** The same about something that has no name here, such as a key. */
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
