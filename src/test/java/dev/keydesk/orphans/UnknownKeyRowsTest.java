package dev.keydesk.orphans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.AppRef;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** One row for each unknown key, whichever node sees it first. */
@EachStore.Contract
class UnknownKeyRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final OrphanedSecret.Found FOUND =
            new OrphanedSecret.Found(
                    new AppRef("object-1", "client-1", "payroll-api"),
                    new Marker(new Ticket("KD-7F3K2"), 1),
                    "key-1",
                    "nightly export · KD-7F3K2-1",
                    "abc",
                    NOW,
                    NOW.plus(Duration.ofDays(90)));
    private static final OrphanedSecret.Suspected SUSPECTED =
            OrphanedSecret.Suspected.first(FOUND, NOW.plusSeconds(300));

    private final EachStore store;
    @TempDir private Path folder;
    private Db db;
    private OrphanRows keys;

    UnknownKeyRowsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        keys = new OrphanRows(db);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private boolean suspects() {
        return db.write(tx -> keys.suspect(tx, SUSPECTED, NOW));
    }

    private boolean moves(OrphanRows.Stored from, OrphanedSecret to) {
        return db.write(tx -> keys.move(tx, from, to));
    }

    private OrphanRows.Stored stored() {
        return keys.find("key-1").orElseThrow();
    }

    @Test
    void it_is_suspected_once() {
        assertThat(suspects()).isTrue();
        assertThat(suspects()).isFalse();
        assertThat(stored()).isEqualTo(new OrphanRows.Stored(SUSPECTED, 1));
        assertThat(keys.find("key-2")).isEmpty();
    }

    @Test
    void each_state_comes_back_as_it_went_in() {
        suspects();
        var reported = SUSPECTED.report("the desk knows no such request", NOW.plusSeconds(300));
        assertThat(moves(stored(), reported)).isTrue();
        assertThat(stored()).isEqualTo(new OrphanRows.Stored(reported, 2));
        var gone = reported.gone(NOW.plusSeconds(900));
        assertThat(moves(stored(), gone)).isTrue();
        assertThat(stored()).isEqualTo(new OrphanRows.Stored(gone, 3));
    }

    @Test
    void of_two_nodes_that_move_the_same_version_the_second_changes_nothing() {
        suspects();
        var seenByBoth = stored();
        var first = SUSPECTED.report("the first", NOW);
        assertThat(moves(seenByBoth, first)).isTrue();
        assertThat(moves(seenByBoth, SUSPECTED.report("the second", NOW))).isFalse();
        keys.forget(seenByBoth);
        assertThat(stored()).isEqualTo(new OrphanRows.Stored(first, 2));
    }

    @Test
    void one_that_was_forgotten_may_be_suspected_anew() {
        suspects();
        keys.forget(stored());
        assertThat(keys.find("key-1")).isEmpty();
        assertThat(suspects()).isTrue();
    }
}
