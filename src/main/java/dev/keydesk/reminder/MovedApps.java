package dev.keydesk.reminder;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.Instant;
import java.util.Optional;

/** Apps whose reminders somebody has sent to another channel; the last word counts. */
final class MovedApps {
    private static final String MOVE =
            """
            insert into moved_app (app, channel, by_user, moved_at)
            values (:app, :channel, :by, :now)
                on conflict (app) do update
               set channel = excluded.channel, by_user = excluded.by_user,
                   moved_at = excluded.moved_at
            """;

    private static final String FIND =
            """
            select channel, by_user from moved_app where app = :app
            """;

    private final Db db;

    MovedApps(Db db) {
        this.db = db;
    }

    /** Where somebody wants them. */
    record Moved(ChannelId to, UserId by) {}

    void move(Tx tx, String app, ChannelId to, UserId by, Instant now) {
        tx.sql()
                .createUpdate(MOVE)
                .bind("app", app)
                .bind("channel", to.value())
                .bind("by", by.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    Optional<Moved> find(String app) {
        return db.read(sql ->
                sql.createQuery(FIND)
                        .bind("app", app)
                        .map((row, _) ->
                                new Moved(
                                        new ChannelId(row.getString("channel")),
                                        new UserId(row.getString("by_user"))))
                        .findOne());
    }
}
