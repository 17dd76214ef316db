package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

@EachStore.Contract
class DbTest {
    private static final String FOREIGN_TEXT = "what somebody typed";

    private final EachStore store;
    @TempDir private Path folder;
    private Db db;

    DbTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
    }

    @AfterEach
    void close() {
        db.close();
    }

    /** What goes wrong in the middle of a move. */
    private static final class Broken extends RuntimeException {}

    @Test
    void a_transaction_that_breaks_leaves_nothing() {
        assertThatThrownBy(() ->
                        db.writing(tx -> {
                            Rows.addSwitch(tx, "half");
                            throw new Broken();
                        }))
                .isInstanceOf(Broken.class);
        assertThat(Rows.switches(db)).isEmpty();
    }

    @Test
    void after_a_transaction_that_broke_the_next_one_works() {
        assertThatThrownBy(() ->
                        db.writing(_ -> {
                            throw new Broken();
                        }))
                .isInstanceOf(Broken.class);
        Rows.addSwitch(db, "next");
        assertThat(Rows.switches(db)).containsExactly("next");
    }

    @Test
    void a_transaction_within_a_transaction_is_refused_and_the_outer_one_is_undone() {
        assertThatThrownBy(() ->
                        db.writing(tx -> {
                            Rows.addSwitch(tx, "outer");
                            Rows.addSwitch(db, "inner");
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pass its Tx");
        assertThat(Rows.switches(db)).isEmpty();
    }

    @Test
    void what_waits_for_the_commit_happens_after_it_in_order() {
        List<Object> seen = new ArrayList<>();
        db.writing(tx -> {
            tx.afterCommit(() -> seen.add(Rows.switches(db)));
            tx.afterCommit(() -> seen.add("second"));
            Rows.addSwitch(tx, "stored");
            seen.add("first");
        });
        assertThat(seen).containsExactly("first", List.of("stored"), "second");
    }

    @Test
    void what_waits_for_the_commit_may_begin_a_transaction_of_its_own() {
        db.writing(tx -> tx.afterCommit(() -> Rows.addSwitch(db, "afterwards")));
        assertThat(Rows.switches(db)).containsExactly("afterwards");
    }

    @Test
    void nothing_follows_a_transaction_that_broke() {
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() ->
                        db.writing(tx -> {
                            tx.afterCommit(() -> seen.add("committed"));
                            throw new Broken();
                        }))
                .isInstanceOf(Broken.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void readers_see_only_what_is_committed() {
        db.writing(tx -> {
            Rows.addSwitch(tx, "open");
            assertThat(Rows.switches(db)).isEmpty();
        });
        assertThat(Rows.switches(db)).containsExactly("open");
    }

    @Test
    void the_text_of_a_failure_holds_no_value_of_a_statement() {
        var refused =
                catchThrowable(() ->
                        db.writing(tx -> {
                            Rows.addSwitch(tx, FOREIGN_TEXT, FOREIGN_TEXT);
                            Rows.addSwitch(tx, FOREIGN_TEXT, FOREIGN_TEXT);
                        }));
        var unfit =
                catchThrowable(() ->
                        db.writing(tx ->
                                tx.sql()
                                        .createUpdate("update no_such_table set why = :why")
                                        .bind("why", FOREIGN_TEXT)
                                        .execute()));
        assertThat(causes(refused)).hasAtLeastOneElementOfType(SQLException.class);
        assertThat(Stream.concat(causes(refused).stream(), causes(unfit).stream()))
                .allSatisfy(
                        cause -> assertThat(String.valueOf(cause)).doesNotContain(FOREIGN_TEXT));
    }

    @Test
    void a_program_that_a_newer_one_has_outgrown_neither_reads_nor_writes() {
        assertThat(db.isOutgrown()).isFalse();
        db.writing(tx -> tx.sql().execute("update keydesk set readable_from = 2"));
        assertThat(db.isOutgrown()).isTrue();

        var sentence =
                "The database was changed by a newer keydesk meanwhile (format 2; this one reads up"
                    + " to 1), so this node does no more work. Stop it; nodes of the newer version"
                    + " continue.";
        assertThatThrownBy(() -> Rows.addSwitch(db, "half")).hasMessage(sentence);
        assertThatThrownBy(() -> Rows.switches(db)).hasMessage(sentence);
        assertThatThrownBy(db::healthCheck).isInstanceOf(StoreException.class).hasMessage(sentence);
    }

    @Test
    void a_database_that_goes_back_to_what_it_reads_is_used_again() throws SQLException {
        db.writing(tx -> tx.sql().execute("update keydesk set readable_from = 2"));
        assertThatThrownBy(db::healthCheck).isInstanceOf(StoreException.class);
        try (var connection = db.joining().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update keydesk set readable_from = 1");
        }
        assertThat(db.healthCheck()).isOne();
        Rows.addSwitch(db, "next");
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).toList();
    }
}
