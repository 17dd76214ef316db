package dev.keydesk.interactions;

import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Stores clicks until they are answered, and the fingerprints of deliveries. */
final class InteractionRows {
    private static final String TAKE_DELIVERY =
            """
            insert into delivery (fingerprint, taken_at)
            values (:fingerprint, :now)
                on conflict do nothing
            """;

    private static final String FORGET_DELIVERIES =
            """
            delete from delivery where taken_at < :before
            """;

    private static final String SAVE =
            """
            insert into interaction (id, action, by_user, subject, text, channel, message_ts,
                               view_id, view_hash, response_url, taken_at)
            values (:id, :action, :by, :subject, :text, :channel, :message_ts,
                    :view_id, :view_hash, :response_url, :taken_at)
            """;

    private static final String FIND =
            """
            select * from interaction where id = :id
            """;

    private static final String TOLD_TO_WAIT =
            """
            update interaction set told_to_wait = 1 where id = :id
            """;

    private static final String WAS_TOLD_TO_WAIT =
            """
            select told_to_wait from interaction where id = :id
            """;

    private static final String DECIDED =
            """
            update interaction set answer = :answer where id = :id
            """;

    private static final String LET_GO =
            """
            update interaction set answer = :answer where answer is null and action <> 'say'
            """;

    private static final String ANSWER =
            """
            select answer from interaction where id = :id and answer is not null
            """;

    private static final String SETTLE =
            """
            delete from interaction where id = :id
            """;

    private final Db db;

    InteractionRows(Db db) {
        this.db = db;
    }

    /** Returns false if the same delivery was recorded before. */
    boolean takeDelivery(Tx tx, String fingerprint, Instant now) {
        return tx.sql()
                        .createUpdate(TAKE_DELIVERY)
                        .bind("fingerprint", fingerprint)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    void forgetDeliveries(Instant before) {
        db.writing(tx ->
                tx.sql()
                        .createUpdate(FORGET_DELIVERIES)
                        .bind("before", before.toEpochMilli())
                        .execute());
    }

    void save(Tx tx, Interaction interaction) {
        tx.sql()
                .createUpdate(SAVE)
                .bind("id", interaction.id())
                .bind("action", interaction.action())
                .bind("by", interaction.user().value())
                .bind("subject", interaction.subject())
                .bind("text", interaction.text())
                .bind("channel", interaction.channel().map(ChannelId::value).orElse(null))
                .bind("message_ts", interaction.message().map(MessageRef::ts).orElse(null))
                .bind("view_id", interaction.view().map(Interaction.View::id).orElse(null))
                .bind("view_hash", interaction.view().map(Interaction.View::hash).orElse(null))
                .bind("response_url", interaction.responseUrl().orElse(null))
                .bind("taken_at", interaction.pressedAt().toEpochMilli())
                .execute();
    }

    Optional<Interaction> find(String id) {
        return db.read(
                sql -> sql.createQuery(FIND).bind("id", id).map((row, _) -> click(row)).findOne());
    }

    void toldToWait(String id) {
        db.writing(tx -> tx.sql().createUpdate(TOLD_TO_WAIT).bind("id", id).execute());
    }

    boolean wasToldToWait(String id) {
        return db.read(sql ->
                sql.createQuery(WAS_TOLD_TO_WAIT)
                        .bind("id", id)
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(false));
    }

    /** Stores the answer; from now on the click is handled. */
    void decided(String id, String answer) {
        db.writing(tx ->
                tx.sql().createUpdate(DECIDED).bind("id", id).bind("answer", answer).execute());
    }

    /** A click that only shows its own text still shows it. */
    int discardAll(Tx tx, String answer) {
        return tx.sql().createUpdate(LET_GO).bind("answer", answer).execute();
    }

    Optional<String> answer(String id) {
        return db.read(sql -> sql.createQuery(ANSWER).bind("id", id).mapTo(String.class).findOne());
    }

    void settle(String id) {
        db.writing(tx -> tx.sql().createUpdate(SETTLE).bind("id", id).execute());
    }

    private static Interaction click(ResultSet row) throws SQLException {
        var channel = Optional.ofNullable(row.getString("channel")).map(ChannelId::new);
        return new Interaction(
                row.getString("id"),
                row.getString("action"),
                new UserId(row.getString("by_user")),
                row.getString("subject"),
                row.getString("text"),
                channel,
                message(channel, row.getString("message_ts")),
                view(row.getString("view_id"), row.getString("view_hash")),
                Optional.ofNullable(row.getString("response_url")),
                Instant.ofEpochMilli(row.getLong("taken_at")));
    }

    private static Optional<MessageRef> message(
            Optional<ChannelId> channel, @Nullable String timestamp) {
        return timestamp == null
                ? Optional.empty()
                : channel.map(in -> new MessageRef(in, timestamp));
    }

    private static Optional<Interaction.View> view(@Nullable String id, @Nullable String hash) {
        return id == null || hash == null
                ? Optional.empty()
                : Optional.of(new Interaction.View(id, hash));
    }
}
