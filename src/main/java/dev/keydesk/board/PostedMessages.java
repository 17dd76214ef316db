package dev.keydesk.board;

import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.ChannelId;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.util.List;
import java.util.Optional;

/** Which messages stand in Slack, and which version each of them shows. */
final class PostedMessages {
    /** A message that was posted. */
    record Posted(String slot, MessageRef ref, long shows) {
        /** Stands for no version: the message only points to a newer one. */
        static final long CLOSED = Long.MAX_VALUE;

        boolean isClosed() {
            return shows == CLOSED;
        }
    }

    private static final String SAVE =
            """
            insert into message (subject, place, slot, channel, ts, shows)
            values (:subject, :place, :slot, :channel, :ts, :shows)
                on conflict (subject, place, slot) do update
                set channel = :channel, ts = :ts, shows = :shows
            """;

    private static final String FIND =
            """
            select slot, channel, ts, shows
              from message
             where subject = :subject and place = :place
             order by slot
            """;

    private final Db db;

    PostedMessages(Db db) {
        this.db = db;
    }

    void save(Tx tx, String subject, String place, Posted posted) {
        tx.sql()
                .createUpdate(SAVE)
                .bind("subject", subject)
                .bind("place", place)
                .bind("slot", posted.slot())
                .bind("channel", posted.ref().channel().value())
                .bind("ts", posted.ref().ts())
                .bind("shows", posted.shows())
                .execute();
    }

    List<Posted> of(String subject, String place) {
        return db.read(sql ->
                sql.createQuery(FIND)
                        .bind("subject", subject)
                        .bind("place", place)
                        .map((row, _) ->
                                new Posted(
                                        row.getString("slot"),
                                        new MessageRef(
                                                new ChannelId(row.getString("channel")),
                                                row.getString("ts")),
                                        row.getLong("shows")))
                        .list());
    }

    Optional<Posted> of(String subject, String place, String slot) {
        return of(subject, place).stream().filter(posted -> posted.slot().equals(slot)).findFirst();
    }
}
