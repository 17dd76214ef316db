package dev.keydesk.removal;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.workflow.Transition;

import java.util.Optional;

/**
 * The audit events of a renewed secret's removal under the request whose secret has replaced it.
 */
final class RenewalEvents {
    private RenewalEvents() {}

    /** What a transition changes between the two secrets. */
    private record Change(Optional<Renewal> before, Renewal renewal, Removal now) {
        private boolean isNone() {
            return before.equals(Optional.of(renewal)) && now.keptBy().isEmpty();
        }

        private Optional<Renewal.Lost> lost() {
            return renewal.lost();
        }
    }

    /** Returns the event; empty if nothing has changed between the two secrets. */
    static Optional<AuditEvent> of(Transition<Removal> transition) {
        var now = transition.to();
        return now.details()
                .renewal()
                .map(renewal -> new Change(before(transition.from()), renewal, now))
                .filter(change -> now instanceof Removal.Gone || !change.isNone())
                .filter(_ -> !isElsewhere(transition.from(), now))
                .map(change ->
                        AuditEvent.ofTicket(
                                transition.occurredAt(),
                                change.renewal().ticket().text(),
                                kind(change),
                                transition.actor(),
                                transition.sentence()));
    }

    private static String kind(Change change) {
        if (change.now() instanceof Removal.Gone) {
            return "old-secret-gone";
        }
        if (change.lost().isPresent()) {
            return change.lost().get() == Renewal.Lost.TAKEN_BACK
                    ? "new-secret-taken-back"
                    : "new-secret-lost";
        }
        return change.now().keptBy().isPresent() ? "old-secret-kept" : "old-secret-open";
    }

    private static Optional<Renewal> before(Optional<Removal> from) {
        return from.flatMap(it -> it.details().renewal());
    }

    /** Returns whether only the place has changed in which the team is asked. */
    static boolean isElsewhere(Optional<Removal> from, Removal now) {
        var before = before(from);
        var renewal = now.details().renewal();
        return before.isPresent()
                && renewal.isPresent()
                && !renewal.equals(before)
                && renewal.get().withTarget(before.get().target()).equals(before.get());
    }
}
