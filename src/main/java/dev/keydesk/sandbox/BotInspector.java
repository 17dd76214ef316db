package dev.keydesk.sandbox;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.config.UserId;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.sandbox.page.AuditLine;
import dev.keydesk.sandbox.page.BotFacts;
import dev.keydesk.sandbox.page.RequestLine;
import dev.keydesk.workflow.Versioned;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads Keydesk's own data from its database, for the sandbox page. */
final class BotInspector implements BotFacts {
    private final Supplier<Optional<World>> world;

    BotInspector(Supplier<Optional<World>> world) {
        this.world = world;
    }

    @Override
    public boolean isThere() {
        return world.get().isPresent();
    }

    @Override
    public List<RequestLine> requests() {
        return world.get().stream()
                .flatMap(it -> it.bot().requests().all().reversed().stream())
                .map(BotInspector::line)
                .toList();
    }

    private static RequestLine line(Versioned<SecretRequest> stored) {
        var details = stored.state().details();
        return new RequestLine(
                details.ticket().text(),
                details.requester().mention(),
                details.app().name(),
                details.description(),
                stored.state().getClass().getSimpleName(),
                StatusText.of(stored.state()));
    }

    @Override
    public List<AuditLine> audit() {
        return world.get().stream()
                .flatMap(it -> it.bot().platform().audit().since(Instant.EPOCH).reversed().stream())
                .map(BotInspector::line)
                .toList();
    }

    private static AuditLine line(AuditEvent event) {
        return new AuditLine(
                event.occurredAt(),
                event.ticket().orElse(""),
                actor(event.actor()),
                event.kind(),
                event.sentence());
    }

    private static String actor(Actor actor) {
        return actor.equals(Actor.DESK) || actor.equals(Actor.OPERATOR)
                ? actor.name()
                : new UserId(actor.name()).mention();
    }
}
