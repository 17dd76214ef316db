package dev.keydesk.reminder;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores the apps whose reminders somebody has sent to another channel; the last choice counts. */
final class ReminderOverrides {
    private static final String MOVE =
            """
            insert into reminder_override (app, channel, by_user, moved_at)
            values (:app, :channel, :by, :now)
                on conflict (app) do update
               set channel = excluded.channel, by_user = excluded.by_user,
                   moved_at = excluded.moved_at
            """;

    private static final String FIND =
            """
            select app, channel, by_user from reminder_override where app in (<apps>)
            """;

    /** Databases accept a limited number of values in one query. */
    private static final int APPS_AT_ONCE = 500;

    private final Db db;

    ReminderOverrides(Db db) {
        this.db = db;
    }

    /** Where a person wants the reminders. */
    record Moved(ChannelId channel, UserId movedBy) {}

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
        return Optional.ofNullable(find(List.of(app)).get(app));
    }

    /** Returns those of these apps whose reminders were moved. */
    Map<String, Moved> find(Collection<String> apps) {
        var all = List.copyOf(apps);
        var moved = new HashMap<String, Moved>();
        for (int from = 0; from < all.size(); from += APPS_AT_ONCE) {
            var some = all.subList(from, Math.min(from + APPS_AT_ONCE, all.size()));
            db.read(sql ->
                            sql.createQuery(FIND)
                                    .bindList("apps", some)
                                    .map((row, _) -> Map.entry(row.getString("app"), moved(row)))
                                    .list())
                    .forEach(it -> moved.put(it.getKey(), it.getValue()));
        }
        return moved;
    }

    private static Moved moved(ResultSet row) throws SQLException {
        return new Moved(
                new ChannelId(row.getString("channel")), new UserId(row.getString("by_user")));
    }
}
