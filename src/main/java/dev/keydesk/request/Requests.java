package dev.keydesk.request;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.AuthorizationFailures;
import dev.keydesk.decision.DecisionGuard;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageSubject;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.StaleVersionException;
import dev.keydesk.workflow.StateRows;
import dev.keydesk.workflow.StateTable;
import dev.keydesk.workflow.Versioned;
import dev.keydesk.workflow.Workflow;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores requests, answers queries about them, and makes all their transitions. */
public final class Requests implements DecisionGuard.Things<SecretRequest> {
    /** The stored name of the card in the approvals channel. */
    public static final String CARD = "card";

    static final StateTable<SecretRequest> TABLE =
            StateTable.of(
                            SecretRequest.class,
                            "requests",
                            "secret_request",
                            "ticket",
                            it -> it.ticket().text())
                    .given("view_id")
                    .fixed("requester", (it, _) -> it.details().requester().value())
                    .fixed("app", (it, _) -> it.details().app().objectId())
                    .fixed("asked_at", (_, now) -> now.toEpochMilli())
                    .moving("moved_at", (_, now) -> now.toEpochMilli());

    private static final String OF_VIEW =
            """
            select ticket, state, body, version from secret_request where view_id = :view_id
            """;

    private static final String NEWEST_OF =
            """
            select ticket, state, body, version
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
            select ticket, state, body, version
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
            select ticket, state, body, version from secret_request order by asked_at
            """;

    private static final String UNDER_WAY =
            """
            select ticket, state, body, version
              from secret_request
             where state in ('Minting', 'Doubtful', 'TakingBack')
             order by asked_at
            """;

    private final Db db;
    private final Workflow<SecretRequest> workflow;
    private final StateRows<SecretRequest> rows;
    private final MessageSubject<Versioned<SecretRequest>> messages;
    private final DecisionGuard<SecretRequest> guard;

    public Requests(
            Db db, AuditLog audit, Jobs jobs, LiveMessages liveMessages, InstantSource clock) {
        this.db = db;
        this.workflow = new Workflow<>(db, audit, jobs, liveMessages, clock, new RequestMachine());
        this.rows = workflow.rows();
        this.messages = liveMessages.subject(TABLE.name(), ticket -> find(ticket));
        this.guard =
                new DecisionGuard<>(
                        this,
                        liveMessages,
                        List.of(CARD),
                        new AuthorizationFailures(db, audit, clock));
        workflow.listen(Requests::issued);
    }

    /** Returns the guard of every decision about a request. */
    public DecisionGuard<SecretRequest> guard() {
        return guard;
    }

    @Override
    public Optional<Versioned<SecretRequest>> named(String subject) {
        return find(subject);
    }

    @Override
    public String key(SecretRequest request) {
        return request.ticket().text();
    }

    @Override
    public Optional<Versioned<SecretRequest>> tryMove(
            Versioned<SecretRequest> from, SecretRequest to, Actor by, String sentence) {
        return workflow.tryTransition(from, to, by, sentence);
    }

    private static void issued(Tx tx, SecretRequest now) {
        if (now instanceof SecretRequest.HandedOver handed) {
            IssuedSecrets.add(tx, handed.details(), handed.secret());
        }
    }

    /** Returns the messages that show a request. */
    public MessageSubject<Versioned<SecretRequest>> messages() {
        return messages;
    }

    /**
     * Refreshes the messages without a transition, because they show something else from this time
     * on.
     */
    public void refreshMessages(Job timer) {
        workflow.refreshMessages(timer);
    }

    /** Adds a listener to every transition; call it before anything moves. */
    public void listen(Workflow.Listener<SecretRequest> listener) {
        workflow.listen(listener);
    }

    /**
     * Stores a new request.
     *
     * @param viewId the modal that was submitted; one modal makes one request
     * @return false if the modal or the ticket already has a request; nothing was changed
     */
    boolean open(Tx tx, SecretRequest.Waiting waiting, String viewId) {
        var details = waiting.details();
        return workflow.open(
                        tx,
                        waiting,
                        Actor.of(details.requester()),
                        details.reason(),
                        Map.of("view_id", viewId))
                .isPresent();
    }

    /**
     * Moves a request to its next state. If two people click at the same moment, exactly one of
     * them moves it.
     *
     * @param sentence the reason, for the audit log
     * @throws StaleVersionException if the row is no longer what the caller read
     */
    public Versioned<SecretRequest> move(
            Tx tx, Versioned<SecretRequest> from, SecretRequest to, Actor by, String sentence) {
        return workflow.transition(tx, from, to, by, sentence);
    }

    /** The same in a transaction of its own. */
    public Versioned<SecretRequest> move(
            Versioned<SecretRequest> from, SecretRequest to, Actor by, String sentence) {
        return workflow.transition(from, to, by, sentence);
    }

    /**
     * Returns the request with that number, if it exists.
     *
     * @throws dev.keydesk.store.RowJson.Unreadable if only a newer version can read it
     */
    public Optional<Versioned<SecretRequest>> find(Ticket ticket) {
        return rows.find(ticket.text());
    }

    /** The same by the text of its ticket, which may come from outside. */
    public Optional<Versioned<SecretRequest>> find(String ticket) {
        return Ticket.parse(ticket).flatMap(this::find);
    }

    /** Returns whether the request exists, but only a newer version can read it. */
    public boolean isLeftAlone(Ticket ticket) {
        return rows.isLeftAlone(ticket.text());
    }

    Optional<Versioned<SecretRequest>> ofView(String viewId) {
        return db.read(sql -> ofView(sql, viewId));
    }

    Optional<Versioned<SecretRequest>> ofView(Tx tx, String viewId) {
        return ofView(tx.sql(), viewId);
    }

    private Optional<Versioned<SecretRequest>> ofView(Handle sql, String viewId) {
        return rows.findOne(sql.createQuery(OF_VIEW).bind("view_id", viewId));
    }

    /** Until the commit no other request is stored, on any node. */
    void lockSubmissions(Tx tx) {
        tx.sql().execute(LOCK);
    }

    /** Returns how many requests of this person wait for a decision or a pick-up. */
    int openOf(Tx tx, UserId requester) {
        return count(tx, OPEN_OF_PERSON, requester.value());
    }

    /** The same for an app, for all requesters. */
    int openOf(Tx tx, AppRef app) {
        return count(tx, OPEN_OF_APP, app.objectId());
    }

    private static int count(Tx tx, String query, String whose) {
        return tx.sql().createQuery(query).bind("whose", whose).mapTo(Integer.class).one();
    }

    /** Returns this person's requests for this app that nobody has decided yet, oldest first. */
    List<RequestDetails> waitingOf(Tx tx, UserId requester, AppRef app) {
        return readable(
                        tx.sql()
                                .createQuery(WAITING_OF)
                                .bind("requester", requester.value())
                                .bind("app", app.objectId()))
                .stream()
                .map(stored -> stored.state().details())
                .toList();
    }

    /** Returns the newest requests of a person. */
    public List<Versioned<SecretRequest>> newestOf(UserId requester, int most) {
        return db.read(sql ->
                readable(
                        sql.createQuery(NEWEST_OF)
                                .bind("requester", requester.value())
                                .bind("most", most)));
    }

    /** Returns the object ids of the apps for which this person received a secret. */
    public List<String> appsWithKeysOf(UserId requester) {
        return db.read(sql ->
                sql.createQuery(APPS_WITH_KEYS_OF)
                        .bind("requester", requester.value())
                        .mapTo(String.class)
                        .list());
    }

    /** Returns requests whose secret is being made, looked for or removed. */
    public List<Versioned<SecretRequest>> underWay(Tx tx) {
        return readable(tx.sql().createQuery(UNDER_WAY));
    }

    /** Returns every request, oldest first; for the sandbox page and for tests. */
    public List<Versioned<SecretRequest>> all() {
        return db.read(sql -> readable(sql.createQuery(ALL)));
    }

    private List<Versioned<SecretRequest>> readable(Query query) {
        return rows.readable(query);
    }
}
