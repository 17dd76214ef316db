package dev.keydesk.apps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowJson;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the last scan saw, in rows, so that a restart begins with a list instead of nothing. */
final class AppRows {
    private static final Logger log = LoggerFactory.getLogger(AppRows.class);

    private static final JsonMapper JSON = RowJson.mapper();

    private static final String SAVE =
            """
            insert into app_registration (object_id, body, scan)
            values (:object_id, :body, :scan)
                on conflict (object_id) do update set body = :body, scan = :scan
              where app_registration.scan <= :scan
            """;

    private static final String FORGET_OTHERS =
            """
            delete from app_registration where scan < :scan
            """;

    private static final String FORGET_SCANS =
            """
            delete from app_scan
            """;

    private static final String FINISH =
            """
            insert into app_scan (scan, finished_at) values (:scan, :now)
            """;

    private static final String FINISHED_AT =
            """
            select max(finished_at) from app_scan
            """;

    private static final String ALL =
            """
            select body from app_registration
            """;

    private final Db db;

    AppRows(Db db) {
        this.db = db;
    }

    /**
     * One page in one short transaction, so that clicks are not kept waiting by a scan. Another
     * node may scan at the same time: a row stays with the later scan, or that one would forget an
     * app it saw; and rows are taken in one order, so that the two do not wait for each other.
     */
    void save(List<AppRegistration> page, long scan) {
        var inOrder =
                page.stream().sorted(Comparator.comparing(AppRegistration::objectId)).toList();
        db.writing(tx -> {
            var batch = tx.sql().prepareBatch(SAVE);
            for (var app : inOrder) {
                batch.bind("object_id", app.objectId())
                        .bind("body", write(app))
                        .bind("scan", scan)
                        .add();
            }
            if (batch.size() > 0) {
                batch.execute();
            }
        });
    }

    /** Apps that this scan did not see are gone. */
    void finish(long scan, Instant now) {
        db.writing(tx -> {
            tx.sql().createUpdate(FORGET_OTHERS).bind("scan", scan).execute();
            tx.sql().createUpdate(FORGET_SCANS).execute();
            tx.sql()
                    .createUpdate(FINISH)
                    .bind("scan", scan)
                    .bind("now", now.toEpochMilli())
                    .execute();
        });
    }

    /** When the last scan that came to its end did so. */
    Optional<Instant> finishedAt() {
        return db.read(sql -> sql.createQuery(FINISHED_AT).mapTo(Long.class).findOne())
                .map(Instant::ofEpochMilli);
    }

    void forEach(Consumer<AppRegistration> consumer) {
        // Within a transaction PostgreSQL sends a part at a time; a large tenant is not held twice.
        db.read(sql ->
                sql.inTransaction(within -> {
                    within.createQuery(ALL).mapTo(String.class).forEach(row -> read(row, consumer));
                    return true;
                }));
    }

    private static String write(AppRegistration app) {
        try {
            return JSON.writeValueAsString(app);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an app that cannot be written", impossible);
        }
    }

    /** A row that cannot be read is passed over; the next scan writes it anew. */
    private static void read(String row, Consumer<AppRegistration> consumer) {
        try {
            consumer.accept(JSON.readValue(row, AppRegistration.class));
        } catch (JsonProcessingException damaged) {
            log.warn("a stored app registration cannot be read: {}", damaged.getClass());
        }
    }
}
