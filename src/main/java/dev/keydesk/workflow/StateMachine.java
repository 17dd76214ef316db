package dev.keydesk.workflow;

import dev.keydesk.audit.AuditEvent;

import java.util.List;
import java.util.Optional;

/**
 * What one kind of thing with states brings with each transition. Everything here is part of the
 * transaction of the transition, so it only computes: it asks nobody and changes nothing.
 */
public interface StateMachine<S> {
    StateTable<S> table();

    /** Returns how the transition is told in the audit log; empty if nobody has to know of it. */
    Optional<AuditEvent> event(Transition<S> transition);

    /** Returns how the transition is told under the name of another thing that it concerns. */
    default Optional<AuditEvent> besides(Transition<S> transition) {
        return Optional.empty();
    }

    /**
     * Returns the jobs that this state brings with it. Jobs of the state before which this state
     * does not bring again are deleted.
     *
     * @param version of the row in that state; in the number of a job it tells that job from those
     *     of earlier states
     */
    List<Timer> timers(S state, long version);
}
