package dev.keydesk.keychange;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;
import java.util.Optional;

/** Stops an activity on all nodes until an operator allows it again; stored in the database. */
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

    /** The activities that can be stopped. */
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
     * Stops the activity on all nodes.
     *
     * @param why is shown to people and kept in the audit log
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

    /** Allows the activity again; returns false if it was allowed already. */
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

    /** Returns the operator's reason for the stop; empty if the activity is allowed. */
    public Optional<String> stoppedBecause() {
        return db.read(this::stoppedBecause);
    }

    /** The same within a transaction. */
    public Optional<String> stoppedBecause(Tx tx) {
        return stoppedBecause(tx.sql());
    }

    private Optional<String> stoppedBecause(Handle sql) {
        return sql.createQuery(STOPPED).bind("name", name.stop).mapTo(String.class).findOne();
    }
}
