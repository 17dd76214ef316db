package dev.keydesk.orphans;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.jobs.Job;
import dev.keydesk.workflow.StateMachine;
import dev.keydesk.workflow.StateTable;
import dev.keydesk.workflow.Timer;
import dev.keydesk.workflow.Transition;

import java.util.List;
import java.util.Optional;

/**
 * The audit events and timers of an orphaned secret. A suspicion concerns nobody, so only a report
 * and its end are audited.
 */
final class OrphanMachine implements StateMachine<OrphanedSecret> {
    @Override
    public StateTable<OrphanedSecret> table() {
        return OrphanRows.TABLE;
    }

    @Override
    public Optional<AuditEvent> event(Transition<OrphanedSecret> transition) {
        return kind(transition)
                .map(kind ->
                        AuditEvent.ofTicket(
                                transition.occurredAt(),
                                transition.to().found().marker().ticket().text(),
                                kind,
                                transition.actor(),
                                transition.sentence()));
    }

    private static Optional<String> kind(Transition<OrphanedSecret> transition) {
        return switch (transition.to()) {
            case OrphanedSecret.Suspected _ -> Optional.empty();
            case OrphanedSecret.Reported _ -> Optional.of("unknown-secret");
            case OrphanedSecret.Gone _ ->
                    transition
                            .from()
                            .filter(from -> from instanceof OrphanedSecret.Reported)
                            .map(_ -> "unknown-secret-gone");
        };
    }

    /**
     * The number is the time of the look, because a secret may be forgotten and suspected again.
     */
    @Override
    public List<Timer> timers(OrphanedSecret now, long version) {
        return switch (now) {
            case OrphanedSecret.Suspected(var found, var lookAt, _) ->
                    List.of(
                            new Timer(
                                    new Job(
                                            OrphanDetection.LOOK,
                                            found.keyId(),
                                            lookAt.toEpochMilli()),
                                    lookAt));
            // The look at a suspicion continues as the look at the report.
            case OrphanedSecret.Reported _, OrphanedSecret.Gone _ -> List.of();
        };
    }
}
