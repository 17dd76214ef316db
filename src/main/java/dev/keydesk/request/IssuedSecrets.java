package dev.keydesk.request;

import dev.keydesk.config.UserId;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Records which client secrets Keydesk made, by app registration and key id, whatever their display
 * names say. The row is written in the transaction that records the hand-over.
 */
public final class IssuedSecrets {
    private static final String ADD =
            """
            insert into issued_secret (app, key_id, ticket, requester)
            values (:app, :key_id, :ticket, :requester)
                on conflict do nothing
            """;

    private static final String OF_APPS =
            """
            select app, key_id, ticket, requester from issued_secret where app in (<apps>)
            """;

    /** Both databases accept more values in one statement than this. */
    private static final int APPS_AT_ONCE = 500;

    private final Db db;

    /** Reads from this database. */
    public IssuedSecrets(Db db) {
        this.db = db;
    }

    /** The request of a client secret, and the person who received it. */
    public record Issued(Ticket ticket, UserId requester) {}

    /** Adds a secret in the transaction of the hand-over. */
    static void add(Tx tx, RequestDetails details, IssuedSecret key) {
        tx.sql()
                .createUpdate(ADD)
                .bind("app", details.app().objectId())
                .bind("key_id", folded(key.keyId()))
                .bind("ticket", details.ticket().text())
                .bind("requester", details.requester().value())
                .execute();
    }

    /** The secrets of some apps. */
    public static final class Known {
        private final Map<List<String>, Issued> byKey;

        private Known(Map<List<String>, Issued> byKey) {
            this.byKey = byKey;
        }

        /** Returns for whom Keydesk made the credential; empty if Keydesk did not make it. */
        public Optional<Issued> find(String appObjectId, String keyId) {
            return Optional.ofNullable(byKey.get(List.of(appObjectId, folded(keyId))));
        }
    }

    /** Reads the secrets of these apps, in one query for every few hundred apps. */
    public Known of(Collection<String> appObjectIds) {
        var apps = new ArrayList<>(appObjectIds.stream().distinct().toList());
        var byKey = new HashMap<List<String>, Issued>();
        for (int from = 0; from < apps.size(); from += APPS_AT_ONCE) {
            var some = apps.subList(from, Math.min(from + APPS_AT_ONCE, apps.size()));
            db.read(sql ->
                            sql.createQuery(OF_APPS)
                                    .bindList("apps", some)
                                    .map((row, _) ->
                                            Map.entry(
                                                    List.of(
                                                            row.getString("app"),
                                                            row.getString("key_id")),
                                                    new Issued(
                                                            Ticket.parse(row.getString("ticket"))
                                                                    .orElseThrow(),
                                                            new UserId(
                                                                    row.getString("requester")))))
                                    .list())
                    .forEach(entry -> byKey.put(entry.getKey(), entry.getValue()));
        }
        return new Known(byKey);
    }

    private static String folded(String keyId) {
        return keyId.toLowerCase(Locale.ROOT);
    }
}
