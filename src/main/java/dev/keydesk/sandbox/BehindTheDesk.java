package dev.keydesk.sandbox;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.config.UserId;
import dev.keydesk.request.Headline;
import dev.keydesk.request.Stored;
import dev.keydesk.sandbox.page.AuditLine;
import dev.keydesk.sandbox.page.DeskSide;
import dev.keydesk.sandbox.page.RequestLine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The desk's own side, read from its database for the page. */
final class BehindTheDesk implements DeskSide {
    private final Supplier<Optional<World>> world;

    BehindTheDesk(Supplier<Optional<World>> world) {
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
                .map(BehindTheDesk::line)
                .toList();
    }

    private static RequestLine line(Stored stored) {
        var ask = stored.ask();
        return new RequestLine(
                ask.ticket().text(),
                ask.requester().mention(),
                ask.app().name(),
                ask.description(),
                stored.request().getClass().getSimpleName(),
                Headline.of(stored.request()));
    }

    @Override
    public List<AuditLine> audit() {
        return world.get().stream()
                .flatMap(it -> it.bot().audit().since(Instant.EPOCH).reversed().stream())
                .map(BehindTheDesk::line)
                .toList();
    }

    private static AuditLine line(AuditEvent event) {
        return new AuditLine(
                event.at(),
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
