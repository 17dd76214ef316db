package dev.keydesk.request;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.board.Board;
import dev.keydesk.config.UserId;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Where requests are kept, and the only way to move one: the row, its audit event, its timetable
 * and the messages that show it are one transaction.
 */
public final class Requests {
    private static final String OPEN =
            """
            insert into secret_request
                   (ticket, version, state, body, requester, app, view_id, asked_at, moved_at)
            values (:ticket, 1, :state, :body, :requester, :app, :view_id, :now, :now)
                on conflict do nothing
            """;

    private static final String MOVE =
            """
            update secret_request
               set state = :state, body = :body, version = version + 1, moved_at = :now
             where ticket = :ticket and version = :version
            """;

    private static final String FIND =
            """
            select state, body, version from secret_request where ticket = :ticket
            """;

    private static final String OF_VIEW =
            """
            select state, body, version from secret_request where view_id = :view_id
            """;

    private static final String NEWEST_OF =
            """
            select state, body, version
              from secret_request
             where requester = :requester
             order by asked_at desc
             limit :most
            """;

    private static final String ALL =
            """
            select state, body, version from secret_request order by asked_at
            """;

    private static final String UNDER_WAY =
            """
            select state, body, version
              from secret_request
             where state in ('Minting', 'Doubtful', 'TakingBack')
             order by asked_at
            """;

    private final Db db;
    private final AuditLog audit;
    private final Jobs jobs;
    private final Board board;
    private final InstantSource clock;

    public Requests(Db db, AuditLog audit, Jobs jobs, Board board, InstantSource clock) {
        this.db = db;
        this.audit = audit;
        this.jobs = jobs;
        this.board = board;
        this.clock = clock;
    }

    /**
     * Stores a new request.
     *
     * @param viewId the modal it came from; a modal makes one request
     * @return false if the modal or the ticket has its request already; nothing was changed
     */
    boolean open(Tx tx, SecretRequest.Waiting waiting, String viewId) {
        int rows =
                tx.sql()
                        .createUpdate(OPEN)
                        .bind("ticket", waiting.ticket().text())
                        .bind("state", RequestJson.stateOf(waiting))
                        .bind("body", RequestJson.write(waiting))
                        .bind("requester", waiting.ask().requester().value())
                        .bind("app", waiting.ask().app().objectId())
                        .bind("view_id", viewId)
                        .bind("now", clock.instant().toEpochMilli())
                        .execute();
        if (rows == 1) {
            follow(tx, waiting, 1, Actor.of(waiting.ask().requester()), waiting.ask().reason());
        }
        return rows == 1;
    }

    /**
     * Two people may press at the same moment; exactly one of them moves the row.
     *
     * @param sentence why, for the audit log
     * @throws LostRace if the row is no longer what the caller read
     */
    public Stored move(Tx tx, Stored from, SecretRequest to, Actor by, String sentence) {
        int rows =
                tx.sql()
                        .createUpdate(MOVE)
                        .bind("state", RequestJson.stateOf(to))
                        .bind("body", RequestJson.write(to))
                        .bind("now", clock.instant().toEpochMilli())
                        .bind("ticket", from.ticket().text())
                        .bind("version", from.version())
                        .execute();
        if (rows != 1) {
            throw new LostRace(from.ticket());
        }
        long version = from.version() + 1;
        follow(tx, to, version, by, sentence);
        return new Stored(to, version);
    }

    public Stored move(Stored from, SecretRequest to, Actor by, String sentence) {
        return db.write(tx -> move(tx, from, to, by, sentence));
    }

    private void follow(Tx tx, SecretRequest request, long version, Actor by, String sentence) {
        audit.append(
                tx,
                AuditEvent.move(
                        clock.instant(),
                        request.ticket().text(),
                        version,
                        RequestJson.stateOf(request),
                        by,
                        sentence));
        Timetable.of(request, version)
                .forEach(entry -> jobs.schedule(tx, entry.job(), entry.when()));
        board.redraw(tx, request.ticket().text(), version);
    }

    public Optional<Stored> find(Ticket ticket) {
        return db.read(sql -> find(sql, ticket));
    }

    private static Optional<Stored> find(Handle sql, Ticket ticket) {
        return sql.createQuery(FIND)
                .bind("ticket", ticket.text())
                .map((row, _) -> stored(row))
                .findOne();
    }

    Optional<Stored> ofView(String viewId) {
        return db.read(sql -> ofView(sql, viewId));
    }

    Optional<Stored> ofView(Tx tx, String viewId) {
        return ofView(tx.sql(), viewId);
    }

    private static Optional<Stored> ofView(Handle sql, String viewId) {
        return sql.createQuery(OF_VIEW)
                .bind("view_id", viewId)
                .map((row, _) -> stored(row))
                .findOne();
    }

    public List<Stored> newestOf(UserId requester, int most) {
        return db.read(sql ->
                sql.createQuery(NEWEST_OF)
                        .bind("requester", requester.value())
                        .bind("most", most)
                        .map((row, _) -> stored(row))
                        .list());
    }

    /** Those whose key is being made, looked for or removed. */
    public List<Stored> underWay(Tx tx) {
        return tx.sql().createQuery(UNDER_WAY).map((row, _) -> stored(row)).list();
    }

    /** Every request there is, oldest first; for the sandbox's page and for checks. */
    public List<Stored> all() {
        return db.read(sql -> sql.createQuery(ALL).map((row, _) -> stored(row)).list());
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                RequestJson.read(row.getString("state"), row.getString("body")),
                row.getLong("version"));
    }
}
