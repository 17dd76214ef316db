package dev.keydesk.request;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.config.UserId;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageSubject;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;
import dev.keydesk.store.UnreadableRows;
import dev.keydesk.workflow.StaleVersionException;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
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

    private static final String BODY =
            """
            select body from secret_request where ticket = :ticket
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

    private static final String LOCK =
            """
            update submission_lock set taken = taken + 1 where only_row = 1
            """;

    private static final String OPEN_OF_PERSON =
            """
            select count(*)
              from secret_request
             where requester = :whose and state in ('Waiting', 'Approved', 'Minting', 'Doubtful')
            """;

    private static final String OPEN_OF_APP =
            """
            select count(*)
              from secret_request
             where app = :whose and state in ('Waiting', 'Approved', 'Minting', 'Doubtful')
            """;

    private static final String WAITING_OF =
            """
            select state, body, version
              from secret_request
             where requester = :requester and app = :app and state = 'Waiting'
             order by asked_at
            """;

    private static final String APPS_WITH_KEYS_OF =
            """
            select distinct app
              from secret_request
             where requester = :requester and state in ('HandedOver', 'Done')
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

    private static final Logger log = LoggerFactory.getLogger(Requests.class);

    /** The kind of subject that a request is. */
    private static final String MESSAGES = "request";

    /** Hears of every move of a request. */
    @FunctionalInterface
    public interface Listener {
        /** Part of the transaction of the move; whoever throws undoes it. */
        void moved(Tx tx, SecretRequest now);
    }

    private final List<Listener> listeners = new ArrayList<>();
    private final UnreadableRows unread = new UnreadableRows(log, "requests");
    private final Db db;
    private final AuditLog audit;
    private final Jobs jobs;
    private final LiveMessages liveMessages;
    private final MessageSubject<StoredRequest> messages;
    private final InstantSource clock;

    public Requests(
            Db db, AuditLog audit, Jobs jobs, LiveMessages liveMessages, InstantSource clock) {
        this.db = db;
        this.audit = audit;
        this.jobs = jobs;
        this.liveMessages = liveMessages;
        this.messages = liveMessages.subject(MESSAGES, ticket -> find(ticket));
        this.clock = clock;
    }

    /** The messages that show a request. */
    public MessageSubject<StoredRequest> messages() {
        return messages;
    }

    /** Nothing has moved, but the time has come at which a message shows something else. */
    public void refreshMessages(Job timer) {
        liveMessages.refresh(MESSAGES, timer.subject());
    }

    /** Before anything moves. */
    public void heardBy(Listener listener) {
        listeners.add(listener);
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
                        .bind("requester", waiting.details().requester().value())
                        .bind("app", waiting.details().app().objectId())
                        .bind("view_id", viewId)
                        .bind("now", clock.instant().toEpochMilli())
                        .execute();
        if (rows == 1) {
            follow(
                    tx,
                    waiting,
                    1,
                    Actor.of(waiting.details().requester()),
                    waiting.details().reason());
        }
        return rows == 1;
    }

    /**
     * Two people may press at the same moment; exactly one of them moves the row.
     *
     * @param sentence why, for the audit log
     * @throws StaleVersionException if the row is no longer what the caller read
     */
    public StoredRequest move(
            Tx tx, StoredRequest from, SecretRequest to, Actor by, String sentence) {
        int rows =
                tx.sql()
                        .createUpdate(MOVE)
                        .bind("state", RequestJson.stateOf(to))
                        .bind("body", RequestJson.write(to, from.request(), body(tx, from)))
                        .bind("now", clock.instant().toEpochMilli())
                        .bind("ticket", from.ticket().text())
                        .bind("version", from.version())
                        .execute();
        if (rows != 1) {
            throw new StaleVersionException(from.ticket().text());
        }
        long version = from.version() + 1;
        follow(tx, to, version, by, sentence);
        return new StoredRequest(to, version);
    }

    /**
     * For the facts in it that only a newer version knows; whether it is still so, MOVE decides.
     */
    private static String body(Tx tx, StoredRequest from) {
        return tx.sql()
                .createQuery(BODY)
                .bind("ticket", from.ticket().text())
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new StaleVersionException(from.ticket().text()));
    }

    public StoredRequest move(StoredRequest from, SecretRequest to, Actor by, String sentence) {
        return db.write(tx -> move(tx, from, to, by, sentence));
    }

    private void follow(Tx tx, SecretRequest request, long version, Actor by, String why) {
        var replaces =
                request.details()
                        .replaces()
                        .map(old -> " It replaces the key %s.".formatted(old.keyId()));
        var sentence = why + replaces.orElse("");
        audit.append(
                tx,
                AuditEvent.move(
                        clock.instant(),
                        request.ticket().text(),
                        version,
                        RequestJson.stateOf(request),
                        by,
                        sentence));
        if (request instanceof SecretRequest.HandedOver handed) {
            IssuedSecrets.add(tx, handed.details(), handed.key());
        }
        StateTimers.of(request, version)
                .forEach(entry -> jobs.schedule(tx, entry.job(), entry.when()));
        liveMessages.refresh(tx, MESSAGES, request.ticket().text());
        listeners.forEach(listener -> listener.moved(tx, request));
    }

    /** The same by the text of its ticket, which may come from outside. */
    public Optional<StoredRequest> find(String ticket) {
        return Ticket.parse(ticket).flatMap(this::find);
    }

    public Optional<StoredRequest> find(Ticket ticket) {
        return db.read(sql -> find(sql, ticket));
    }

    private Optional<StoredRequest> find(Handle sql, Ticket ticket) {
        return sql.createQuery(FIND)
                .bind("ticket", ticket.text())
                .map((row, _) -> stored(row))
                .findOne();
    }

    /** Whether the request is there, and only a newer version can read it. */
    public boolean isLeftAlone(Ticket ticket) {
        return db.read(sql ->
                sql.createQuery(FIND)
                        .bind("ticket", ticket.text())
                        .map((row, _) -> readable(row).isEmpty())
                        .findOne()
                        .orElse(false));
    }

    Optional<StoredRequest> ofView(String viewId) {
        return db.read(sql -> ofView(sql, viewId));
    }

    Optional<StoredRequest> ofView(Tx tx, String viewId) {
        return ofView(tx.sql(), viewId);
    }

    private Optional<StoredRequest> ofView(Handle sql, String viewId) {
        return sql.createQuery(OF_VIEW)
                .bind("view_id", viewId)
                .map((row, _) -> stored(row))
                .findOne();
    }

    /** Until the commit nobody else stores a request, at no other node either. */
    void lockSubmissions(Tx tx) {
        tx.sql().execute(LOCK);
    }

    /** How many of this person's requests wait for a decision or a pick-up. */
    int openOf(Tx tx, UserId requester) {
        return count(tx, OPEN_OF_PERSON, requester.value());
    }

    /** The same for an app, whoever asked. */
    int openOf(Tx tx, AppRef app) {
        return count(tx, OPEN_OF_APP, app.objectId());
    }

    private static int count(Tx tx, String query, String whose) {
        return tx.sql().createQuery(query).bind("whose", whose).mapTo(Integer.class).one();
    }

    /** Those of this person for this app that nobody has decided yet, oldest first. */
    List<RequestDetails> waitingOf(Tx tx, UserId requester, AppRef app) {
        return tx
                .sql()
                .createQuery(WAITING_OF)
                .bind("requester", requester.value())
                .bind("app", app.objectId())
                .map((row, _) -> readable(row))
                .stream()
                .flatMap(Optional::stream)
                .map(StoredRequest::details)
                .toList();
    }

    public List<StoredRequest> newestOf(UserId requester, int most) {
        return db.read(sql ->
                sql
                        .createQuery(NEWEST_OF)
                        .bind("requester", requester.value())
                        .bind("most", most)
                        .map((row, _) -> readable(row))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Object ids of the apps for which this person was handed a key that the desk knows of. */
    public List<String> appsWithKeysOf(UserId requester) {
        return db.read(sql ->
                sql.createQuery(APPS_WITH_KEYS_OF)
                        .bind("requester", requester.value())
                        .mapTo(String.class)
                        .list());
    }

    /** Those whose key is being made, looked for or removed. */
    public List<StoredRequest> underWay(Tx tx) {
        return tx.sql().createQuery(UNDER_WAY).map((row, _) -> readable(row)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Every request there is, oldest first; for the sandbox's page and for checks. */
    public List<StoredRequest> all() {
        return db.read(sql ->
                sql.createQuery(ALL).map((row, _) -> readable(row)).stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Nothing if a newer version wrote the row, which may run beside this one. */
    private Optional<StoredRequest> readable(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var body = row.getString("body");
        long version = row.getLong("version");
        return unread.readable(
                state, () -> new StoredRequest(RequestJson.read(state, body), version));
    }

    /**
     * A job or a click about a row of a newer version is kept, so that a node that knows more comes
     * to it.
     *
     * @throws dev.keydesk.store.RowJson.Unreadable if only a newer version can read it
     */
    private StoredRequest stored(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var body = row.getString("body");
        long version = row.getLong("version");
        return unread.read(state, () -> new StoredRequest(RequestJson.read(state, body), version));
    }
}
