package dev.keydesk.removal;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.workflow.StateMachine;
import dev.keydesk.workflow.StateTable;
import dev.keydesk.workflow.Timer;
import dev.keydesk.workflow.Transition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit events and timers of a removal. */
record RemovalMachine(Duration nudgeAfter) implements StateMachine<Removal> {
    @Override
    public StateTable<Removal> table() {
        return RemovalRows.TABLE;
    }

    @Override
    public Optional<AuditEvent> event(Transition<Removal> transition) {
        var now = transition.to();
        if (RenewalEvents.isElsewhere(transition.from(), now)) {
            return Optional.empty();
        }
        return Optional.of(
                AuditEvent.move(
                        transition.occurredAt(),
                        now.id().text(),
                        transition.version(),
                        kind(now),
                        transition.actor(),
                        transition.sentence()));
    }

    @Override
    public Optional<AuditEvent> relatedEvent(Transition<Removal> transition) {
        return RenewalEvents.of(transition);
    }

    /** Also the label in the metrics. */
    private static String kind(Removal now) {
        return switch (now) {
            case Removal.Proposed _ -> "removal-proposed";
            case Removal.Asked _ -> "removal-asked";
            case Removal.Scheduled _ -> "removal-scheduled";
            case Removal.BeingRemoved being ->
                    being.acceptedAt().isPresent() ? "removal-accepted" : "removal-begun";
            case Removal.NeedsPerson _ -> "removal-stuck";
            case Removal.Declined _ -> "removal-declined";
            case Removal.Withdrawn _ -> "removal-withdrawn";
            case Removal.Gone _ -> "removal-gone";
        };
    }

    @Override
    public List<Timer> timers(Removal now, long version) {
        return switch (now) {
            case Removal.Asked asked ->
                    List.of(timer(RemovalReminder.NUDGE, now, version, nudgedAt(asked.details())));
            case Removal.Scheduled scheduled ->
                    List.of(timer(RemovalExecution.REMOVE, now, version, scheduled.dueAt()));
            case Removal.BeingRemoved being ->
                    List.of(
                            timer(
                                    RemovalExecution.REMOVE,
                                    now,
                                    version,
                                    RemovalExecution.notBefore(being)));
            case Removal.Proposed _,
                    Removal.NeedsPerson _,
                    Removal.Declined _,
                    Removal.Withdrawn _,
                    Removal.Gone _ ->
                    List.of();
        };
    }

    private static Timer timer(JobKind kind, Removal removal, long version, Instant when) {
        return new Timer(new Job(kind, removal.id().text(), version), when);
    }

    /** Returns when the approvers are reminded. */
    Instant nudgedAt(RemovalDetails details) {
        return details.requestedAt().plus(nudgeAfter);
    }
}
