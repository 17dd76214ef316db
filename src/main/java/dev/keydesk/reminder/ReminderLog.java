package dev.keydesk.reminder;

import dev.keydesk.config.ReminderStep;
import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.config.UserId;
import dev.keydesk.reminder.ReminderEntry.KeyEnd;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Records which reminders were sent, so that nobody is told the same twice. */
final class ReminderLog {
    private static final String TELL =
            """
            insert into reminder (tenant, app, key_id, end_at, step, told_at)
            values (:tenant, :app, :key_id, :end_at, :step, :now)
                on conflict do nothing
            """;

    private static final String TOLD =
            """
            select app, key_id, end_at, step
              from reminder
             where tenant = :tenant and end_at >= :from
            """;

    private static final String TOLD_AT =
            """
            select told_at
              from reminder
             where tenant = :tenant and app = :app and key_id = :key_id and end_at = :end_at
               and step = :step
            """;

    private static final String SNOOZE =
            """
            insert into snooze (tenant, app, key_id, end_at, until_at, by_user)
            values (:tenant, :app, :key_id, :end_at, :until, :by)
                on conflict (tenant, app, key_id, end_at) do update
               set until_at = excluded.until_at, by_user = excluded.by_user
            """;

    private static final String SNOOZED =
            """
            select app, key_id, end_at, until_at
              from snooze
             where tenant = :tenant and until_at > :now
            """;

    private static final String FORGET_STEPS =
            """
            delete from reminder
             where tenant = :tenant and app = :app and key_id = :key_id and end_at = :end_at
            """;

    private static final String FORGET_SNOOZE =
            """
            delete from snooze
             where tenant = :tenant and app = :app and key_id = :key_id and end_at = :end_at
            """;

    private static final String FINISH_ROUND =
            """
            insert into reminder_run (hour, day) values (:hour, :day)
                on conflict do nothing
            """;

    private static final String ROUND =
            """
            select count(*) from reminder_run where hour = :hour and day = :day
            """;

    private final Db db;
    private final String tenant;

    ReminderLog(Db db, String tenant) {
        this.db = db;
        this.tenant = tenant;
    }

    /** Returns false if it was sent before. */
    boolean tell(Tx tx, KeyEnd key, ReminderStep step, Instant now) {
        return tx.sql()
                        .createUpdate(TELL)
                        .bind("tenant", tenant)
                        .bind("app", key.app())
                        .bind("key_id", key.keyId())
                        .bind("end_at", key.endAt())
                        .bind("step", step.daysBefore())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Makes the next run send the step that is reached by then, even if it was sent before. */
    void forget(Tx tx, KeyEnd key) {
        for (var rows : List.of(FORGET_STEPS, FORGET_SNOOZE)) {
            tx.sql()
                    .createUpdate(rows)
                    .bind("tenant", tenant)
                    .bind("app", key.app())
                    .bind("key_id", key.keyId())
                    .bind("end_at", key.endAt())
                    .execute();
        }
    }

    /** Returns when it was sent; empty if it was not. */
    Optional<Instant> toldAt(KeyEnd key, ReminderStep step) {
        return db.read(sql ->
                        sql.createQuery(TOLD_AT)
                                .bind("tenant", tenant)
                                .bind("app", key.app())
                                .bind("key_id", key.keyId())
                                .bind("end_at", key.endAt())
                                .bind("step", step.daysBefore())
                                .mapTo(Long.class)
                                .findOne())
                .map(Instant::ofEpochMilli);
    }

    /**
     * Returns what was sent for credentials that expire at that time or later, and what is snoozed
     * now.
     */
    ReminderStatus sent(Instant from, Instant now) {
        var sent = new ReminderStatus();
        db.read(sql ->
                        sql.createQuery(TOLD)
                                .bind("tenant", tenant)
                                .bind("from", from.toEpochMilli())
                                .map((row, _) -> new Row(key(row), row.getLong("step")))
                                .list())
                .forEach(row -> sent.add(row.key(), new ReminderStep((int) row.number())));
        db.read(sql ->
                        sql.createQuery(SNOOZED)
                                .bind("tenant", tenant)
                                .bind("now", now.toEpochMilli())
                                .map((row, _) -> new Row(key(row), row.getLong("until_at")))
                                .list())
                .forEach(row -> sent.snoozed(row.key(), Instant.ofEpochMilli(row.number())));
        return sent;
    }

    private record Row(KeyEnd key, long number) {}

    private static KeyEnd key(ResultSet row) throws SQLException {
        return new KeyEnd(row.getString("app"), row.getString("key_id"), row.getLong("end_at"));
    }

    void snooze(Tx tx, KeyEnd key, UserId by, Instant until) {
        tx.sql()
                .createUpdate(SNOOZE)
                .bind("tenant", tenant)
                .bind("app", key.app())
                .bind("key_id", key.keyId())
                .bind("end_at", key.endAt())
                .bind("until", until.toEpochMilli())
                .bind("by", by.value())
                .execute();
    }

    /** Records that everybody was told at that hour of that day. */
    void finishRound(DailyHour at, LocalDate day) {
        db.writing(tx ->
                tx.sql()
                        .createUpdate(FINISH_ROUND)
                        .bind("hour", at.toString())
                        .bind("day", day.toString())
                        .execute());
    }

    boolean isFinished(DailyHour at, LocalDate day) {
        return db.read(sql ->
                sql.createQuery(ROUND)
                        .bind("hour", at.toString())
                        .bind("day", day.toString())
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }
}
