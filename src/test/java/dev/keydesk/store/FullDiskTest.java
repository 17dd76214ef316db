package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** SQLite takes the most pages it may have for a full disk. */
class FullDiskTest {
    private static final String FULL = "pragma max_page_count = 1";
    private static final String ROOM = "pragma max_page_count = 1000000";

    @TempDir private Path folder;

    @Test
    void a_change_that_does_not_fit_is_undone_and_with_room_again_changes_are_taken() {
        try (var db = EachStore.SQLITE.openIn(folder)) {
            db.writing(tx -> tx.sql().execute(FULL));
            assertThatThrownBy(() ->
                            db.writing(tx -> {
                                Rows.addSwitch(tx, "half");
                                Rows.addSwitch(tx, "large", "x".repeat(1_000_000));
                            }))
                    .hasStackTraceContaining("SQLITE_FULL");
            assertThat(Rows.switches(db)).isEmpty();

            db.writing(tx -> tx.sql().execute(ROOM));
            Rows.addSwitch(db, "next");
            assertThat(Rows.switches(db)).containsExactly("next");
        }
    }
}
