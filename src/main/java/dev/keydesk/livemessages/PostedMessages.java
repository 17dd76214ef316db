package dev.keydesk.livemessages;

import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.ChannelId;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Records which messages are posted in Slack, and which version each of them shows. */
final class PostedMessages {
    /**
     * A posted message.
     *
     * @param renderedVersion the version of its subject
     */
    record Posted(String kind, String slot, MessageRef ref, long renderedVersion) {
        /** A pseudo version: the message only points to a newer one. */
        static final long CLOSED = Long.MAX_VALUE;

        boolean isClosed() {
            return renderedVersion == CLOSED;
        }

        Posted renderedVersion(long version) {
            return new Posted(kind, slot, ref, version);
        }
    }

    private static final String SAVE =
            """
            insert into message (subject, place, slot, channel, ts, rendered_version)
            values (:subject, :place, :slot, :channel, :ts, :shows)
                on conflict (subject, place, slot) do update
                set channel = :channel, ts = :ts, rendered_version = :shows
            """;

    private static final String FIND_ALL =
            """
            select place, slot, channel, ts, rendered_version
              from message
             where subject = :subject
             order by place, slot
            """;

    private static final String FIND =
            """
            select place, slot, channel, ts, rendered_version
              from message
             where subject = :subject and place = :place
             order by slot
            """;

    private static final String FIND_ONE =
            """
            select place, slot, channel, ts, rendered_version
              from message
             where subject = :subject and place = :place and slot = :slot
            """;

    private static final String ADOPT =
            """
            insert into message (subject, place, slot, channel, ts, rendered_version)
            values (:subject, :place, :slot, :channel, :ts, -1)
                on conflict do nothing
            """;

    private static final String KNOW_COPY =
            """
            insert into message_copy (channel, ts, subject, place)
            values (:channel, :ts, :subject, :place)
                on conflict do nothing
            """;

    private static final String COPIES =
            """
            select channel, ts from message_copy where subject = :subject and place = :place
            """;

    private static final String FORGET_COPY =
            """
            delete from message_copy where channel = :channel and ts = :ts
            """;

    private final Db db;

    PostedMessages(Db db) {
        this.db = db;
    }

    void save(Tx tx, MessageMarker mark, Posted posted) {
        tx.sql()
                .createUpdate(SAVE)
                .bind("subject", mark.subject())
                .bind("place", mark.kind())
                .bind("slot", mark.slot())
                .bind("channel", posted.ref().channel().value())
                .bind("ts", posted.ref().ts())
                .bind("shows", posted.renderedVersion())
                .execute();
    }

    /** Returns all messages of a subject. */
    List<Posted> of(String subject) {
        return db.read(sql ->
                sql.createQuery(FIND_ALL)
                        .bind("subject", subject)
                        .map((row, _) -> posted(row))
                        .list());
    }

    List<Posted> of(String subject, String place) {
        return db.read(sql ->
                sql.createQuery(FIND)
                        .bind("subject", subject)
                        .bind("place", place)
                        .map((row, _) -> posted(row))
                        .list());
    }

    private static Posted posted(ResultSet row) throws SQLException {
        return new Posted(
                row.getString("place"),
                row.getString("slot"),
                ref(row),
                row.getLong("rendered_version"));
    }

    private static MessageRef ref(ResultSet row) throws SQLException {
        return new MessageRef(new ChannelId(row.getString("channel")), row.getString("ts"));
    }

    /** Returns the message as the transaction sees it. */
    Optional<Posted> of(Tx tx, MessageMarker mark) {
        return of(tx.sql(), mark);
    }

    Optional<Posted> of(MessageMarker mark) {
        return db.read(sql -> of(sql, mark));
    }

    private static Optional<Posted> of(Handle sql, MessageMarker mark) {
        return sql.createQuery(FIND_ONE)
                .bind("subject", mark.subject())
                .bind("place", mark.kind())
                .bind("slot", mark.slot())
                .map((row, _) -> posted(row))
                .findOne();
    }

    /** Makes the clicked message the one to edit from now on, if none is known. */
    void adopt(Tx tx, MessageMarker mark, MessageRef ref) {
        tx.sql()
                .createUpdate(ADOPT)
                .bind("subject", mark.subject())
                .bind("place", mark.kind())
                .bind("slot", mark.slot())
                .bind("channel", ref.channel().value())
                .bind("ts", ref.ts())
                .execute();
    }

    /** Returns false if it is already recorded as a copy. */
    boolean recordCopy(Tx tx, MessageMarker mark, MessageRef ref) {
        return tx.sql()
                        .createUpdate(KNOW_COPY)
                        .bind("channel", ref.channel().value())
                        .bind("ts", ref.ts())
                        .bind("subject", mark.subject())
                        .bind("place", mark.kind())
                        .execute()
                == 1;
    }

    List<MessageRef> copies(String subject, String place) {
        return db.read(sql ->
                sql.createQuery(COPIES)
                        .bind("subject", subject)
                        .bind("place", place)
                        .map((row, _) -> ref(row))
                        .list());
    }

    void forgetCopy(MessageRef ref) {
        db.writing(tx ->
                tx.sql()
                        .createUpdate(FORGET_COPY)
                        .bind("channel", ref.channel().value())
                        .bind("ts", ref.ts())
                        .execute());
    }
}
