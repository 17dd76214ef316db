package dev.keydesk.reminder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.keydesk.board.Addressee;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowJson;
import dev.keydesk.store.Tx;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Messages of reminders and their lines, as they are stored. */
final class Digests {
    private static final JsonMapper JSON = RowJson.mapper();

    private static final String ADD =
            """
            insert into digest (part, day, version, body) values (:part, :day, 1, :body)
            """;

    private static final String COUNT =
            """
            select count(*) from digest where day = :day and part like :parts
            """;

    private static final String FIND =
            """
            select version, body from digest where part = :part
            """;

    private static final String SINCE =
            """
            select version, body from digest where day >= :day order by part
            """;

    private static final String TOUCH =
            """
            update digest set version = version + 1 where part = :part
            """;

    private static final String CHANGE =
            """
            update digest set body = :body, version = version + 1
             where part = :part and version = :version
            """;

    private static final String ADD_LINE =
            """
            insert into digest_line (part, number, app, key_id, kind, end_at, state, body)
            values (:part, :number, :app, :key_id, :kind, :end_at, :state, :body)
            """;

    private static final String LINES =
            """
            select part, number, state, body from digest_line where part = :part order by number
            """;

    private static final String LINE =
            """
            select part, number, state, body
              from digest_line
             where part = :part and number = :number
            """;

    private static final String OF_APP =
            """
            select part, number, state, body
              from digest_line
             where app = :app and state in ('Open', 'Snoozed')
             order by part, number
            """;

    private static final String OF_KEY =
            """
            select part, number, state, body
              from digest_line
             where app = :app and lower(key_id) = lower(:key_id) and kind = :kind
               and state in ('Open', 'Snoozed')
             order by part, number
            """;

    private static final String MOVE_LINE =
            """
            update digest_line
               set state = :to, body = :body
             where part = :part and number = :number and state = :from
            """;

    private static final String OUT_OF_DATE =
            """
            select l.part, l.number, l.state, l.body
              from digest_line l
              left join app a
                on a.object_id = l.app
              left join credential c
                on c.app = a.number and c.key_id = l.key_id and c.kind = l.kind
             where l.state in ('Open', 'Snoozed')
               and (c.key_id is null or c.gone_at is not null or c.end_at <> l.end_at)
             order by l.part, l.number
            """;

    private static final String OF_APPS_WITH_NEWS =
            """
            select part, number, state, body
              from digest_line
             where state in ('Open', 'Snoozed')
               and app in (select a.object_id
                             from credential c join app a on a.number = c.app
                            where c.first_seen >= :since or c.gone_at >= :since)
             order by part, number
            """;

    private final Db db;

    Digests(Db db) {
        this.db = db;
    }

    /** A message as it stands in the database. */
    record StoredPart(Part part, long version) {}

    /** A line with its place, which never changes. */
    record Placed(String part, int number, Line line) {
        /** What a button of the line carries. */
        String id() {
            return part + "." + number;
        }
    }

    /**
     * How many messages that place has of that day, so that the next one gets a name of its own.
     */
    int count(Tx tx, Addressee to, LocalDate day) {
        return tx.sql()
                .createQuery(COUNT)
                .bind("day", day.toString())
                .bind("parts", to.id() + "-%")
                .mapTo(Integer.class)
                .one();
    }

    void add(Tx tx, Part part, List<Told> lines) {
        tx.sql()
                .createUpdate(ADD)
                .bind("part", part.id())
                .bind("day", part.day().toString())
                .bind("body", write(part))
                .execute();
        for (int number = 1; number <= lines.size(); number++) {
            addLine(tx, part.id(), number, new Line.Open(lines.get(number - 1)));
        }
    }

    private static void addLine(Tx tx, String part, int number, Line line) {
        var told = line.told();
        tx.sql()
                .createUpdate(ADD_LINE)
                .bind("part", part)
                .bind("number", number)
                .bind("app", told.app().objectId())
                .bind("key_id", told.keyId())
                .bind("kind", told.kind().name())
                .bind("end_at", told.end().toEpochMilli())
                .bind("state", stateOf(line))
                .bind("body", write(line))
                .execute();
    }

    Optional<StoredPart> find(String part) {
        return db.read(sql ->
                sql.createQuery(FIND).bind("part", part).map((row, _) -> part(row)).findOne());
    }

    List<StoredPart> since(LocalDate day) {
        return db.read(sql ->
                sql.createQuery(SINCE)
                        .bind("day", day.toString())
                        .map((row, _) -> part(row))
                        .list());
    }

    /** The lines changed; what stands in Slack is out of date. */
    long touch(Tx tx, String part) {
        tx.sql().createUpdate(TOUCH).bind("part", part).execute();
        return tx.sql()
                .createQuery(FIND)
                .bind("part", part)
                .map((row, _) -> row.getLong("version"))
                .one();
    }

    /** False if somebody else changed it first. */
    boolean change(Tx tx, StoredPart from, Part to) {
        return tx.sql()
                        .createUpdate(CHANGE)
                        .bind("body", write(to))
                        .bind("part", from.part().id())
                        .bind("version", from.version())
                        .execute()
                == 1;
    }

    List<Placed> lines(String part) {
        return db.read(
                sql -> sql.createQuery(LINES).bind("part", part).map((row, _) -> line(row)).list());
    }

    /** The line a button belongs to; text from outside may name none. */
    Optional<Placed> line(String id) {
        int dot = id.lastIndexOf('.');
        if (dot < 0 || !id.substring(dot + 1).matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        return db.read(sql ->
                sql.createQuery(LINE)
                        .bind("part", id.substring(0, dot))
                        .bind("number", Integer.parseInt(id.substring(dot + 1)))
                        .map((row, _) -> line(row))
                        .findOne());
    }

    /** Lines of an app that somebody still has to do something about. */
    List<Placed> openOfApp(String objectId) {
        return db.read(sql ->
                sql.createQuery(OF_APP).bind("app", objectId).map((row, _) -> line(row)).list());
    }

    /** Lines of a key that somebody still has to do something about. */
    List<Placed> openOfKey(Tx tx, String objectId, String keyId, Kind kind) {
        return tx.sql()
                .createQuery(OF_KEY)
                .bind("app", objectId)
                .bind("key_id", keyId)
                .bind("kind", kind.name())
                .map((row, _) -> line(row))
                .list();
    }

    /** Open lines whose key is gone, or ends at another time now. */
    List<Placed> outOfDate() {
        return db.read(sql -> sql.createQuery(OUT_OF_DATE).map((row, _) -> line(row)).list());
    }

    /** Open lines of apps of which a key was seen for the first time, or missed, since then. */
    List<Placed> ofAppsWithNews(Instant since) {
        return db.read(sql ->
                sql.createQuery(OF_APPS_WITH_NEWS)
                        .bind("since", since.toEpochMilli())
                        .map((row, _) -> line(row))
                        .list());
    }

    /** False if somebody else moved it first; then nothing was changed. */
    boolean move(Tx tx, Placed from, Line to) {
        return tx.sql()
                        .createUpdate(MOVE_LINE)
                        .bind("to", stateOf(to))
                        .bind("body", write(to))
                        .bind("part", from.part())
                        .bind("number", from.number())
                        .bind("from", stateOf(from.line()))
                        .execute()
                == 1;
    }

    private static StoredPart part(ResultSet row) throws SQLException {
        return new StoredPart(read(row.getString("body"), Part.class), row.getLong("version"));
    }

    private static Placed line(ResultSet row) throws SQLException {
        var body = row.getString("body");
        Line line =
                switch (row.getString("state")) {
                    case "Open" -> read(body, Line.Open.class);
                    case "Snoozed" -> read(body, Line.Snoozed.class);
                    case "Moved" -> read(body, Line.Moved.class);
                    case "Closed" -> read(body, Line.Closed.class);
                    default ->
                            throw new IllegalStateException(
                                    "a reminder in a state this version does not know");
                };
        return new Placed(row.getString("part"), row.getInt("number"), line);
    }

    private static String stateOf(Line line) {
        return line.getClass().getSimpleName();
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a reminder that cannot be written", impossible);
        }
    }

    private static <T> T read(String body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (JsonProcessingException damaged) {
            // Jackson's own text quotes the row.
            throw new IllegalStateException(
                    "a reminder that cannot be read: " + damaged.getClass().getSimpleName());
        }
    }
}
