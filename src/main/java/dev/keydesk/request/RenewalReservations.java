package dev.keydesk.request;

import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jdbi.v3.core.Handle;

import java.util.Optional;

/**
 * Records which request replaces which secret. A secret has one such request at a time, and a
 * second person is told about the first one. The reservation ends when the request ended without a
 * new secret, or the new secret is lost.
 */
final class RenewalReservations {
    /** In these states the request has produced no secret, or none is left. */
    private static final String TAKE =
            """
            insert into renewal_reservation (app, key_id, ticket) values (:app, :key_id, :ticket)
                on conflict (app, key_id) do update
               set ticket = excluded.ticket
             where exists (
                   select 1
                     from secret_request r
                    where r.ticket = renewal_reservation.ticket
                      and r.state in ('Denied', 'Withdrawn', 'Lapsed', 'Cancelled', 'Unclaimed',
                                      'Revoked'))
            """;

    /** A request that is not completed may still produce another secret. */
    private static final String FREE =
            """
            delete from renewal_reservation
             where ticket = :ticket
               and exists (select 1
                             from secret_request r
                            where r.ticket = renewal_reservation.ticket and r.state = 'Done')
            """;

    private static final String HOLDER =
            """
            select k.ticket
              from renewal_reservation k join secret_request r on r.ticket = k.ticket
             where k.app = :app and k.key_id = :key_id
               and r.state not in ('Denied', 'Withdrawn', 'Lapsed', 'Cancelled', 'Unclaimed',
                                   'Revoked')
            """;

    private final Db db;

    RenewalReservations(Db db) {
        this.db = db;
    }

    /**
     * If two people click at the same moment, returns false for the second one and changes nothing.
     */
    boolean take(Tx tx, AppRef app, PreviousSecret key, Ticket ticket) {
        return tx.sql()
                        .createUpdate(TAKE)
                        .bind("app", app.objectId())
                        .bind("key_id", key.keyId())
                        .bind("ticket", ticket.text())
                        .execute()
                == 1;
    }

    /**
     * Ends the reservation because the new secret is lost; does nothing while the request may
     * produce another one.
     */
    void free(Tx tx, Ticket ticket) {
        tx.sql().createUpdate(FREE).bind("ticket", ticket.text()).execute();
    }

    /** Returns the request that has reserved the secret, if there is one. */
    Optional<Ticket> holder(String app, String keyId) {
        return db.read(sql -> holder(sql, app, keyId));
    }

    private static Optional<Ticket> holder(Handle sql, String app, String keyId) {
        return sql.createQuery(HOLDER)
                .bind("app", app)
                .bind("key_id", keyId)
                .mapTo(String.class)
                .findOne()
                .map(Ticket::new);
    }
}
