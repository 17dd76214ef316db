package dev.keydesk.keychange;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Something that the operators can stop for all nodes, in the database, until they allow it again.
 */
public final class OperatorSwitch {
    private static final String STOP =
            """
            insert into switch (name, why, at) values (:name, :why, :at)
                on conflict (name) do update set why = :why, at = :at
            """;

    private static final String ALLOW =
            """
            delete from switch where name = :name
            """;

    private static final String STOPPED =
            """
            select why from switch where name = :name
            """;

    private final Name name;
    private final Db db;
    private final AuditLog audit;
    private final InstantSource clock;

    /** What can be stopped. */
    public enum Name {
        MINTING("stop-minting", "allow-minting", "Minting is allowed again."),
        REMOVALS("stop-removals", "allow-removals", "Removals are allowed again.");

        private final String stop;
        private final String allow;
        private final String allowed;

        Name(String stop, String allow, String allowed) {
            this.stop = stop;
            this.allow = allow;
            this.allowed = allowed;
        }
    }

    public OperatorSwitch(Name name, Db db, AuditLog audit, InstantSource clock) {
        this.name = name;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Stops it on all nodes.
     *
     * @param why shown to people and kept in the audit log
     */
    public void stop(String why) {
        db.writing(tx -> {
            tx.sql()
                    .createUpdate(STOP)
                    .bind("name", name.stop)
                    .bind("why", why)
                    .bind("at", clock.instant().toEpochMilli())
                    .execute();
            audit.append(tx, AuditEvent.ofDesk(clock.instant(), name.stop, Actor.OPERATOR, why));
        });
    }

    /** Allows it again; returns false if it was allowed already. */
    public boolean allow() {
        return db.write(tx -> {
            boolean wasStopped =
                    tx.sql().createUpdate(ALLOW).bind("name", name.stop).execute() == 1;
            if (wasStopped) {
                audit.append(
                        tx,
                        AuditEvent.ofDesk(
                                clock.instant(), name.allow, Actor.OPERATOR, name.allowed));
            }
            return wasStopped;
        });
    }

    /** Returns what the operators said when they stopped it; empty if it is allowed. */
    public Optional<String> stoppedBecause() {
        return db.read(this::stoppedBecause);
    }

    /** The same as part of a transaction. */
    public Optional<String> stoppedBecause(Tx tx) {
        return stoppedBecause(tx.sql());
    }

    private Optional<String> stoppedBecause(Handle sql) {
        return sql.createQuery(STOPPED).bind("name", name.stop).mapTo(String.class).findOne();
    }
}
