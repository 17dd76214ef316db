package dev.keydesk.request;

import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jdbi.v3.core.Handle;

import java.util.Optional;

/**
 * Which request is to take the place of which key. A key has one such request at a time: whoever
 * comes second is told of the first. The place is free again once that request has ended without a
 * new key, or its new key is lost.
 */
final class RenewalReservations {
    /** The states are those in which no key came of a request, or none is left. */
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

    /** A request that is not done may still bring another key. */
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

    /** Two people may press at the same moment; false for the second, and nothing was changed. */
    boolean take(Tx tx, AppRef app, PreviousSecret key, Ticket ticket) {
        return tx.sql()
                        .createUpdate(TAKE)
                        .bind("app", app.objectId())
                        .bind("key_id", key.keyId())
                        .bind("ticket", ticket.text())
                        .execute()
                == 1;
    }

    /** The key it has brought is lost; nothing happens while the request may bring another one. */
    void free(Tx tx, Ticket ticket) {
        tx.sql().createUpdate(FREE).bind("ticket", ticket.text()).execute();
    }

    /** The request that has the place of that key, if one does. */
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
