package dev.keydesk.expiry;

import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The progress of the running scan, in rows: after a crash another scan continues from there, and
 * still knows at the end which apps were on no page.
 */
final class ScanProgress {
    private static final int BYTES = 16;

    private static final String ALL =
            """
            select scan, page, next_link, seen from scan_page order by scan, page
            """;

    private static final String KEEP =
            """
            insert into scan_page (scan, page, next_link, seen)
            values (:scan, :page, :next_link, :seen)
            """;

    private static final String FORGET =
            """
            delete from scan_page
            """;

    private final Db db;

    ScanProgress(Db db) {
        this.db = db;
    }

    /**
     * An incomplete scan.
     *
     * @param pages the number of its rows
     * @param next where it continues; empty if only its end is missing
     * @param seen the apps it has seen, as {@link KnownApps#keysOf} names them
     */
    record Underway(Instant startedAt, int pages, Optional<URI> next, List<UUID> seen) {}

    private record Page(long scan, int number, Optional<String> next, ByteBuffer seen) {}

    Optional<Underway> underway() {
        var pages = db.read(sql -> sql.createQuery(ALL).map((row, _) -> page(row)).list());
        if (pages.isEmpty()) {
            return Optional.empty();
        }
        var last = pages.getLast();
        var seen = new ArrayList<UUID>();
        pages.stream()
                .filter(page -> page.scan() == last.scan())
                .forEach(page -> addTo(seen, page));
        return Optional.of(
                new Underway(
                        Instant.ofEpochMilli(last.scan()),
                        last.number(),
                        last.next().map(URI::create),
                        seen));
    }

    private static Page page(ResultSet row) throws SQLException {
        return new Page(
                row.getLong("scan"),
                row.getInt("page"),
                Optional.ofNullable(row.getString("next_link")),
                ByteBuffer.wrap(row.getBytes("seen")));
    }

    private static void addTo(List<UUID> seen, Page page) {
        while (page.seen().hasRemaining()) {
            seen.add(new UUID(page.seen().getLong(), page.seen().getLong()));
        }
    }

    /** Stores what was read since the previous row. */
    void keep(Tx tx, Instant scan, int page, Optional<URI> next, List<UUID> seen) {
        var bytes = ByteBuffer.allocate(seen.size() * BYTES);
        for (var key : seen) {
            bytes.putLong(key.getMostSignificantBits()).putLong(key.getLeastSignificantBits());
        }
        tx.sql()
                .createUpdate(KEEP)
                .bind("scan", scan.toEpochMilli())
                .bind("page", page)
                .bind("next_link", next.map(URI::toString))
                .bind("seen", bytes.array())
                .execute();
    }

    void forget(Tx tx) {
        tx.sql().execute(FORGET);
    }
}
