package dev.keydesk.expiry;

import dev.keydesk.expiry.Credential.Gone;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.request.AppRef;
import dev.keydesk.store.Db;

import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Queries for the credentials of all app registrations, answered from what the last scans saw: the
 * whole tenant, whether Keydesk may serve an app or not, as of {@link #asOf}.
 *
 * <p>Times have milliseconds. A list is read as a whole, and a query that is not by app reads all
 * rows: about 50 ms in a tenant with 200,000 credentials. So ask for a limited span of time, and
 * not for each app in turn.
 */
public final class Credentials {
    private static final String OF_APP =
            """
            select a.object_id, a.client_id, a.name as app_name, c.*
              from app a join credential c on c.app = a.number
             where a.object_id = :app
             order by c.start_at, c.key_id
            """;

    private static final String OF_APPS =
            """
            select a.object_id, a.client_id, a.name as app_name, c.*
              from app a join credential c on c.app = a.number
             where a.object_id in (<apps>) and c.gone_at is null
            """;

    private static final String APPS_WITH_KEYS =
            """
            select object_id, client_id, name, audience, tags
              from app a
             where gone_at is null
               and exists (select 1 from credential c
                            where c.app = a.number and c.gone_at is null)
            """;

    private static final String ENDING_WITHIN =
            """
            select a.object_id, a.client_id, a.name as app_name, c.*
              from credential c join app a on a.number = c.app
             where c.end_at >= :from and c.end_at <= :to and c.end_at < :never
               and c.gone_at is null
             order by c.end_at, c.app, c.key_id
            """;

    private static final String NEVER_EXPIRING =
            """
            select a.object_id, a.client_id, a.name as app_name, c.*
              from credential c join app a on a.number = c.app
             where c.end_at >= :never and c.gone_at is null
             order by lower(a.name), c.app, c.start_at, c.key_id
            """;

    private static final String OF_CLIENT =
            """
            select a.object_id, a.client_id, a.name as app_name, c.*
              from app a join credential c on c.app = a.number
             where lower(a.client_id) = lower(:client) and c.gone_at is null
             order by c.end_at, c.key_id
            """;

    private static final String APP =
            """
            select object_id, client_id, name, audience, tags
              from app
             where object_id = :app and gone_at is null
            """;

    private static final String APPS =
            """
            select object_id, client_id, name, audience, tags
              from app
             where object_id in (<apps>) and gone_at is null
            """;

    private static final String AS_OF =
            """
            select scan from finished_scan
            """;

    /** Databases accept a limited number of values in one query. */
    private static final int APPS_AT_ONCE = 500;

    private final Db db;
    private final String ownClientId;

    /**
     * Reads from this database.
     *
     * @param ownClientId the client id with which Keydesk signs in
     */
    public Credentials(Db db, String ownClientId) {
        this.db = db;
        this.ownClientId = ownClientId;
    }

    /** Returns the live credentials of an app, oldest first; none if no scan saw the app. */
    public List<Live> ofApp(String objectId) {
        return everOfApp(objectId).stream()
                .filter(Live.class::isInstance)
                .map(Live.class::cast)
                .toList();
    }

    /**
     * Returns the live credentials of these apps, in no order; an app that no scan saw has none.
     */
    public List<Live> ofApps(Collection<String> objectIds) {
        return inParts(objectIds, this::ofFewApps);
    }

    private List<Live> ofFewApps(List<String> objectIds) {
        return db.read(sql ->
                readable(sql.createQuery(OF_APPS).bindList("apps", objectIds), Credentials::live));
    }

    /**
     * Returns all apps with a live credential, in no order; this takes a tenth of a second in a
     * large tenant.
     */
    public List<StoredApp> appsWithKeys() {
        return db.read(sql -> sql.createQuery(APPS_WITH_KEYS).map((row, _) -> seenApp(row)).list());
    }

    /**
     * Returns a credential, live or gone; empty if no scan saw it, or it has been gone for long.
     */
    public Optional<Credential> find(String objectId, String keyId) {
        return everOfApp(objectId).stream()
                .filter(credential -> credential.key().keyId().equalsIgnoreCase(keyId))
                // The same id may name a secret and a certificate, and only a person can remove a
                // certificate.
                .min((one, other) -> one.key().kind().compareTo(other.key().kind()));
    }

    private List<Credential> everOfApp(String objectId) {
        return db.read(sql ->
                readable(sql.createQuery(OF_APP).bind("app", objectId), Credentials::credential));
    }

    /**
     * Returns live credentials that expire from the first instant to the second, both included,
     * soonest first; some may have expired already. Those that never expire are left out.
     */
    public List<Live> endingWithin(Instant from, Instant to) {
        return db.read(sql ->
                readable(
                        sql.createQuery(ENDING_WITHIN)
                                .bind("from", from.toEpochMilli())
                                .bind("to", to.toEpochMilli())
                                .bind("never", Credential.Key.NEVER.toEpochMilli()),
                        Credentials::live));
    }

    /** Returns live credentials that expire in 2099 or later, by the names of their apps. */
    public List<Live> neverExpiring() {
        return db.read(sql ->
                readable(
                        sql.createQuery(NEVER_EXPIRING)
                                .bind("never", Credential.Key.NEVER.toEpochMilli()),
                        Credentials::live));
    }

    /**
     * Returns the live credentials of Keydesk's own app registration, the first to expire first;
     * none if it signs in without one, as a managed identity does.
     */
    public List<Live> ofDesk() {
        return db.read(sql ->
                readable(
                        sql.createQuery(OF_CLIENT).bind("client", ownClientId), Credentials::live));
    }

    /** Returns whether this is Keydesk's own app registration. */
    public boolean isOfDesk(AppRef app) {
        return app.clientId().equalsIgnoreCase(ownClientId);
    }

    /** Returns the app itself; empty if no scan saw it, or the last one missed it. */
    public Optional<StoredApp> app(String objectId) {
        return db.read(sql ->
                sql.createQuery(APP).bind("app", objectId).map((row, _) -> seenApp(row)).findOne());
    }

    /** The same for several apps, in no order; apps that are gone are left out. */
    public List<StoredApp> apps(Collection<String> objectIds) {
        return inParts(
                objectIds,
                some ->
                        db.read(sql ->
                                sql.createQuery(APPS)
                                        .bindList("apps", some)
                                        .map((row, _) -> seenApp(row))
                                        .list()));
    }

    private static <T> List<T> inParts(
            Collection<String> objectIds, Function<List<String>, List<T>> ask) {
        var all = List.copyOf(objectIds);
        var found = new ArrayList<T>();
        for (int from = 0; from < all.size(); from += APPS_AT_ONCE) {
            found.addAll(ask.apply(all.subList(from, Math.min(from + APPS_AT_ONCE, all.size()))));
        }
        return found;
    }

    /** Returns when the last complete scan began; what happened later may be missing. */
    public Optional<Instant> asOf() {
        return db.read(sql -> sql.createQuery(AS_OF).mapTo(Long.class).findOne())
                .map(Instant::ofEpochMilli);
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Skips rows of a kind that only a newer version knows. */
    private static <T> List<T> readable(Query query, Reader<T> reader) {
        return query
                .map((row, _) ->
                        Kind.find(row.getString("kind")).isPresent()
                                ? Optional.of(reader.read(row))
                                : Optional.<T>empty())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Credential credential(ResultSet row) throws SQLException {
        row.getLong("gone_at");
        return row.wasNull() ? live(row) : gone(row);
    }

    private static Live live(ResultSet row) throws SQLException {
        return new Live(key(row), instant(row, "first_seen"));
    }

    private static Gone gone(ResultSet row) throws SQLException {
        return new Gone(key(row), instant(row, "first_seen"), instant(row, "gone_at"));
    }

    private static Credential.Key key(ResultSet row) throws SQLException {
        return new Credential.Key(
                new AppRef(
                        row.getString("object_id"),
                        row.getString("client_id"),
                        row.getString("app_name")),
                row.getString("key_id"),
                Kind.find(row.getString("kind")).orElseThrow(),
                Optional.ofNullable(row.getString("name")),
                Optional.ofNullable(row.getString("hint")),
                instant(row, "start_at"),
                instant(row, "end_at"));
    }

    private static StoredApp seenApp(ResultSet row) throws SQLException {
        return new StoredApp(
                new AppRef(
                        row.getString("object_id"),
                        row.getString("client_id"),
                        row.getString("name")),
                row.getString("audience"),
                row.getString("tags").lines().toList());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
