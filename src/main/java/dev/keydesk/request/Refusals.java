package dev.keydesk.request;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.config.UserId;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.store.Db;

import java.time.InstantSource;

/** Somebody may not do what they pressed: they hear why, and the audit log keeps it. */
public final class Refusals {
    private final Db db;
    private final AuditLog audit;
    private final InstantSource clock;

    public Refusals(Db db, AuditLog audit, InstantSource clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    public Answer refuse(Click click, Stored stored, String because) {
        return refuse(click.by(), click.action(), stored, because);
    }

    public Answer refuse(UserId by, String action, Stored stored, String because) {
        return refuse(by, action, stored.ticket().text(), because);
    }

    /**
     * The same about something else.
     *
     * @param name the name by which people find it in the audit log
     */
    public Answer refuse(UserId by, String action, String name, String because) {
        db.writing(tx ->
                audit.append(
                        tx,
                        AuditEvent.refusal(
                                clock.instant(), name, Actor.of(by), action + ": " + because)));
        return Answer.say(because);
    }

    /** The same about something that has no name here, such as a key. */
    public Answer refuse(UserId by, String sentence, String because) {
        db.writing(tx ->
                audit.append(
                        tx,
                        AuditEvent.ofDesk(
                                clock.instant(),
                                "refused",
                                Actor.of(by),
                                sentence + ": " + because)));
        return Answer.say(because);
    }
}
