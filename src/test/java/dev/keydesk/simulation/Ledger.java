package dev.keydesk.simulation;

import dev.keydesk.KeydeskInstance;
import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.workflow.Versioned;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is stored of requests and events, read on as it grows: everything is looked at after every
 * step, and reading it all each time would take longer than the rest.
 */
final class Ledger {
    private final Connection database;
    private final Map<String, Versioned<SecretRequest>> requests = new LinkedHashMap<>();
    private final Map<String, List<AuditEvent>> events = new HashMap<>();
    private long lastEvent;

    Ledger(Connection database) {
        this.database = database;
    }

    /** What has come since the last look: requests that have moved, and events. */
    record News(List<Versioned<SecretRequest>> moved, List<AuditEvent> events) {}

    /** Reads what has come since. */
    News readOn(KeydeskInstance bot) throws SQLException {
        var written = readEvents();
        var moved = new ArrayList<Versioned<SecretRequest>>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select ticket, version from secret_request")) {
            while (rows.next()) {
                var known = requests.get(rows.getString(1));
                if (known == null || known.version() != rows.getLong(2)) {
                    moved.add(bot.requests().find(new Ticket(rows.getString(1))).orElseThrow());
                }
            }
        }
        moved.forEach(stored -> requests.put(stored.state().ticket().text(), stored));
        return new News(moved, written);
    }

    private List<AuditEvent> readEvents() throws SQLException {
        var written = new ArrayList<AuditEvent>();
        try (var statement =
                database.prepareStatement(
                        """
                        select number, at, ticket, version, kind, actor, sentence
                          from audit_event
                         where number > ?
                         order by number
                        """)) {
            statement.setLong(1, lastEvent);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    lastEvent = rows.getLong("number");
                    var event = event(rows);
                    events.computeIfAbsent(event.ticket().orElse(""), _ -> new ArrayList<>())
                            .add(event);
                    written.add(event);
                }
            }
        }
        return written;
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        long version = row.getLong("version");
        return new AuditEvent(
                Instant.ofEpochMilli(row.getLong("at")),
                Optional.ofNullable(row.getString("ticket")),
                version == 0 ? OptionalLong.empty() : OptionalLong.of(version),
                row.getString("kind"),
                new Actor(row.getString("actor")),
                row.getString("sentence"));
    }

    Collection<Versioned<SecretRequest>> requests() {
        return requests.values();
    }

    Optional<Versioned<SecretRequest>> request(Ticket ticket) {
        return Optional.ofNullable(requests.get(ticket.text()));
    }

    List<AuditEvent> events(String ticket) {
        return events.getOrDefault(ticket, List.of());
    }
}
