package dev.keydesk.workflow;

import dev.keydesk.audit.AuditEvent;

import java.util.List;
import java.util.Optional;

/**
 * What one kind of thing with states adds to each transition. All methods run within the
 * transaction of the transition, so they only compute: they make no calls and change nothing.
 */
public interface StateMachine<S> {
    /** Returns the table of its rows. */
    StateTable<S> table();

    /** Returns the audit event of the transition; empty if it is not audited. */
    Optional<AuditEvent> event(Transition<S> transition);

    /** Returns a second audit event, for another thing that the transition concerns. */
    default Optional<AuditEvent> relatedEvent(Transition<S> transition) {
        return Optional.empty();
    }

    /**
     * Returns the jobs that belong to this state. Jobs of the previous state that are not among
     * them are deleted.
     *
     * @param version of the row in that state; in the number of a job it tells that job from those
     *     of earlier states
     */
    List<Timer> timers(S state, long version);
}
