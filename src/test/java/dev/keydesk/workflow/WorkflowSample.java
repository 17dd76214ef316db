package dev.keydesk.workflow;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.jobs.JobKind;

import java.util.List;
import java.util.Map;

/**
 * One kind of thing with states, as the contract asks about it.
 *
 * @param given the given columns of its table
 * @param first a state with a timer in the future
 * @param next a state to which the first one moves
 * @param other another such state
 * @param timers the kinds of its jobs
 * @param subject under which the audit log has it
 * @param opened how it stands there once the first state is stored
 * @param moved how it stands there once the next one is, too
 */
public record WorkflowSample<S>(
        StateMachine<S> machine,
        Map<String, String> given,
        S first,
        S next,
        S other,
        List<JobKind> timers,
        String subject,
        List<String> opened,
        List<String> moved) {

    @Override
    public String toString() {
        return first.getClass().getInterfaces()[0].getSimpleName();
    }

    static List<String> kinds(List<AuditEvent> events) {
        return events.stream().map(AuditEvent::kind).toList();
    }
}
