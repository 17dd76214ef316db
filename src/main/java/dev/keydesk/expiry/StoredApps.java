package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.store.Db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads all apps that are not gone from their rows, one at a time, for the index. */
final class StoredApps {
    private static final String WITH_SECRETS =
            """
            select a.number, a.object_id, a.client_id, a.name as app_name, a.audience, c.*
              from app a
              left join credential c
                on c.app = a.number and c.kind = 'SECRET' and c.gone_at is null
             where a.gone_at is null
             order by a.number
            """;

    private final Db db;

    StoredApps(Db db) {
        this.db = db;
    }

    /** Passes on the apps without tags and certificates. */
    void forEach(Consumer<AppRegistration> consumer) {
        // Within a transaction PostgreSQL sends a part at a time, so that a large tenant is not
        // held in memory twice.
        db.read(sql ->
                sql.inTransaction(within -> {
                    var gathered = new Gathered(consumer);
                    within.createQuery(WITH_SECRETS)
                            .map((row, _) -> gathered.add(row))
                            .forEach(_ -> {});
                    gathered.end();
                    return true;
                }));
    }

    /** Collects the rows of one app, which follow each other. */
    private static final class Gathered {
        private final Consumer<AppRegistration> consumer;
        private final List<Secret> secrets = new ArrayList<>();
        private Optional<AppRegistration> bare = Optional.empty();

        Gathered(Consumer<AppRegistration> consumer) {
            this.consumer = consumer;
        }

        boolean add(ResultSet row) throws SQLException {
            var objectId = row.getString("object_id");
            if (bare.filter(app -> app.objectId().equals(objectId)).isEmpty()) {
                end();
                bare = Optional.of(app(row, objectId));
            }
            if (row.getString("key_id") != null) {
                secrets.add(secret(row));
            }
            return true;
        }

        void end() {
            bare.ifPresent(app ->
                    consumer.accept(
                            new AppRegistration(
                                    app.objectId(),
                                    app.clientId(),
                                    app.name(),
                                    app.signInAudience(),
                                    secrets)));
            secrets.clear();
        }

        private static AppRegistration app(ResultSet row, String objectId) throws SQLException {
            return new AppRegistration(
                    objectId,
                    row.getString("client_id"),
                    row.getString("app_name"),
                    row.getString("audience").intern(),
                    List.of());
        }

        private static Secret secret(ResultSet row) throws SQLException {
            return new Secret(
                    row.getString("key_id"),
                    Optional.ofNullable(row.getString("name")),
                    Optional.ofNullable(row.getString("hint")),
                    Instant.ofEpochMilli(row.getLong("start_at")),
                    Instant.ofEpochMilli(row.getLong("end_at")));
        }
    }
}
