package dev.keydesk.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that was done or refused.
 *
 * @param version the version of the request after the transition; empty if nothing changed
 * @param sentence the reason, in the words that people saw; never the value of a secret
 */
public record AuditEvent(
        Instant occurredAt,
        Optional<String> ticket,
        OptionalLong version,
        String kind,
        Actor actor,
        String sentence) {

    /** Returns the event of a transition. */
    public static AuditEvent move(
            Instant at, String ticket, long version, String kind, Actor actor, String sentence) {
        return new AuditEvent(
                at, Optional.of(ticket), OptionalLong.of(version), kind, actor, sentence);
    }

    /** Returns an event about a request that changed nothing. */
    public static AuditEvent ofTicket(
            Instant at, String ticket, String kind, Actor actor, String sentence) {
        return new AuditEvent(at, Optional.of(ticket), OptionalLong.empty(), kind, actor, sentence);
    }

    /** Returns the event of a refused action on a request. */
    public static AuditEvent refusal(Instant at, String ticket, Actor actor, String sentence) {
        return new AuditEvent(
                at, Optional.of(ticket), OptionalLong.empty(), "refused", actor, sentence);
    }

    /** Returns an event that is not about a request. */
    public static AuditEvent ofDesk(Instant at, String kind, Actor actor, String sentence) {
        return new AuditEvent(at, Optional.empty(), OptionalLong.empty(), kind, actor, sentence);
    }
}
