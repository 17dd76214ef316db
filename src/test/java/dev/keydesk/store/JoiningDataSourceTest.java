package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keydesk.jobs.Backoff;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.SteppedScheduler;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a library stores with its own SQL during a transaction shares its fate. */
@EachStore.Contract
class JoiningDataSourceTest {
    private static final JobKind KIND = new JobKind("water-the-plants");
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"));

    private final EachStore store;
    @TempDir private Path folder;
    private final List<Job> done = new ArrayList<>();
    private Db db;
    private Jobs jobs;
    private SteppedScheduler engine;

    JoiningDataSourceTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        jobs = new Jobs(CLOCK, new Backoff(_ -> Optional.empty()));
        jobs.register(KIND, done::add);
        jobs.runOn(tasks -> new SteppedScheduler(db, CLOCK, tasks));
        engine = (SteppedScheduler) jobs.jobScheduler();
    }

    @AfterEach
    void close() {
        engine.close();
        db.close();
    }

    @Test
    void a_job_of_a_transaction_that_broke_is_not_there() {
        assertThatThrownBy(() ->
                        db.writing(tx -> {
                            jobs.scheduleNow(tx, new Job(KIND, "fern", 1));
                            assertThat(engine.nextDue()).isPresent();
                            throw new IllegalStateException("the move broke");
                        }))
                .hasMessage("the move broke");
        assertThat(engine.nextDue()).isEmpty();
        engine.runDue();
        assertThat(done).isEmpty();
    }

    @Test
    void a_job_of_a_committed_transaction_is_done() {
        db.writing(tx -> jobs.scheduleNow(tx, new Job(KIND, "fern", 1)));
        engine.runDue();
        assertThat(done).containsExactly(new Job(KIND, "fern", 1));
    }

    @Test
    void nobody_else_sees_the_job_before_the_commit() {
        db.writing(tx -> {
            jobs.scheduleNow(tx, new Job(KIND, "fern", 1));
            assertThat(Rows.count(db, "scheduled_tasks")).isZero();
        });
        assertThat(Rows.count(db, "scheduled_tasks")).isOne();
    }

    @Test
    void a_borrower_can_neither_end_nor_close_the_transaction() {
        var broken =
                catchThrowable(() ->
                        db.writing(tx -> {
                            Rows.addSwitch(tx, "borrowed");
                            borrowAndEnd();
                            assertThat(Rows.switches(db)).isEmpty();
                            Rows.addSwitch(tx, "and on");
                            throw new IllegalStateException("the move broke");
                        }));
        assertThat(broken).hasMessage("the move broke");
        assertThat(Rows.switches(db)).isEmpty();
    }

    private void borrowAndEnd() {
        try (var borrowed = db.joining().getConnection()) {
            borrowed.setAutoCommit(true);
            borrowed.commit();
            borrowed.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void outside_a_transaction_the_connection_is_the_borrowers_own() throws SQLException {
        try (Connection own = db.joining().getConnection();
                var statement = own.createStatement()) {
            assertThat(own.getAutoCommit()).isTrue();
            statement.execute("insert into switch (name, why, at) values ('own', 'because', 0)");
        }
        assertThat(Rows.switches(db)).containsExactly("own");
    }

    @Test
    void what_the_database_refuses_arrives_as_it_is() {
        db.writing(_ ->
                assertThatThrownBy(
                                () -> {
                                    try (var borrowed = db.joining().getConnection();
                                            var statement = borrowed.createStatement()) {
                                        statement.execute("select nonsense");
                                    }
                                })
                        .isInstanceOf(SQLException.class));
    }
}
