package dev.keydesk.audit;

import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The audit log. The database itself refuses to change or delete an entry. */
public final class AuditLog {
    private static final String APPEND =
            """
            insert into audit_event (at, ticket, version, kind, actor, sentence)
            values (:at, :ticket, :version, :kind, :actor, :sentence)
            """;

    private static final String OF_TICKET =
            """
            select at, ticket, version, kind, actor, sentence
              from audit_event
             where ticket = :ticket
             order by number
            """;

    private static final String SINCE =
            """
            select at, ticket, version, kind, actor, sentence
              from audit_event
             where at >= :since
             order by number
            """;

    private static final int A_PART = 500;

    private final Db db;
    private final Consumer<AuditEvent> counted;

    /**
     * Keeps the log in this database.
     *
     * @param counted is called with each event once it is stored
     */
    public AuditLog(Db db, Consumer<AuditEvent> counted) {
        this.db = db;
        this.counted = counted;
    }

    /** Appends the event within the transaction that it describes. */
    public void append(Tx tx, AuditEvent event) {
        tx.sql()
                .createUpdate(APPEND)
                .bind("at", event.occurredAt().toEpochMilli())
                .bind("ticket", event.ticket().orElse(null))
                .bind("version", version(event))
                .bind("kind", event.kind())
                .bind("actor", event.actor().name())
                .bind("sentence", event.sentence())
                .execute();
        tx.afterCommit(() -> counted.accept(event));
    }

    /** Returns the events of a request, oldest first. */
    public List<AuditEvent> of(String ticket) {
        return db.read(sql ->
                sql.createQuery(OF_TICKET)
                        .bind("ticket", ticket)
                        .map((row, _) -> event(row))
                        .list());
    }

    /**
     * Returns the events at and after that time; for short logs, because they are all held in
     * memory.
     */
    public List<AuditEvent> since(Instant since) {
        var events = new ArrayList<AuditEvent>();
        forEach(since, events::add);
        return events;
    }

    /** Passes on the events at and after that time one by one, however many there are. */
    public void forEach(Instant since, Consumer<AuditEvent> consumer) {
        // Within a transaction PostgreSQL sends a part at a time, so that they are never all in
        // memory.
        db.read(sql ->
                sql.inTransaction(within -> {
                    within.createQuery(SINCE)
                            .setFetchSize(A_PART)
                            .bind("since", since.toEpochMilli())
                            .map((row, _) -> event(row))
                            .forEach(consumer);
                    return true;
                }));
    }

    private static @Nullable Long version(AuditEvent event) {
        return event.version().isPresent() ? event.version().getAsLong() : null;
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
}
