package dev.keydesk.request;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.workflow.StateMachine;
import dev.keydesk.workflow.StateTable;
import dev.keydesk.workflow.Timer;
import dev.keydesk.workflow.Transition;

import java.util.List;
import java.util.Optional;

/** The audit events and timers of a request. */
final class RequestMachine implements StateMachine<SecretRequest> {
    @Override
    public StateTable<SecretRequest> table() {
        return Requests.TABLE;
    }

    @Override
    public Optional<AuditEvent> event(Transition<SecretRequest> transition) {
        var now = transition.to();
        var replaces =
                now.details()
                        .replaces()
                        .map(old -> " It replaces the secret %s.".formatted(old.keyId()));
        return Optional.of(
                AuditEvent.move(
                        transition.occurredAt(),
                        now.ticket().text(),
                        transition.version(),
                        now.getClass().getSimpleName(),
                        transition.actor(),
                        transition.sentence() + replaces.orElse("")));
    }

    @Override
    public List<Timer> timers(SecretRequest now, long version) {
        return StateTimers.of(now, version);
    }
}
