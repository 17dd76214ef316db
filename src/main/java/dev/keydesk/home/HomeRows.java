package dev.keydesk.home;

import dev.keydesk.config.UserId;
import dev.keydesk.store.Tx;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.OptionalInt;

/** Stores who has opened the Home tab, and which page of it. */
final class HomeRows {
    private static final String OPENED =
            """
            insert into home_tab (person, page, opened_at) values (:person, :page, :now)
                on conflict (person) do update
               set page = excluded.page, opened_at = excluded.opened_at
            """;

    private static final String PAGE =
            """
            select page from home_tab where person = :person and opened_at >= :since
            """;

    void opened(Tx tx, UserId person, int page, Instant now) {
        tx.sql()
                .createUpdate(OPENED)
                .bind("person", person.value())
                .bind("page", page)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Returns empty if they have not opened it since. */
    OptionalInt page(Handle sql, UserId person, Instant since) {
        return sql.createQuery(PAGE)
                .bind("person", person.value())
                .bind("since", since.toEpochMilli())
                .mapTo(Integer.class)
                .findOne()
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
