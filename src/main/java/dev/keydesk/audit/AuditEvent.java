package dev.keydesk.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that was done, or refused.
 *
 * @param version the version of the request that this made; none if nothing moved
 * @param sentence why, in the words people saw; never the value of a secret
 */
public record AuditEvent(
        Instant at,
        Optional<String> ticket,
        OptionalLong version,
        String kind,
        Actor actor,
        String sentence) {

    public static AuditEvent move(
            Instant at, String ticket, long version, String kind, Actor actor, String sentence) {
        return new AuditEvent(
                at, Optional.of(ticket), OptionalLong.of(version), kind, actor, sentence);
    }

    /** Something about a request that moved nothing. */
    public static AuditEvent ofTicket(
            Instant at, String ticket, String kind, Actor actor, String sentence) {
        return new AuditEvent(at, Optional.of(ticket), OptionalLong.empty(), kind, actor, sentence);
    }

    public static AuditEvent refusal(Instant at, String ticket, Actor actor, String sentence) {
        return new AuditEvent(
                at, Optional.of(ticket), OptionalLong.empty(), "refused", actor, sentence);
    }

    public static AuditEvent ofDesk(Instant at, String kind, Actor actor, String sentence) {
        return new AuditEvent(at, Optional.empty(), OptionalLong.empty(), kind, actor, sentence);
    }
}
