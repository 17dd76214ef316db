package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.Settings;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Writers that have to wait for one another, each on a thread of its own. */
class GroupCommitTest {
    private static final int MANY = 40;

    @TempDir private Path folder;
    private final Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
    private final Set<Handle> handles =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private Db db;

    @BeforeEach
    void open() {
        open(Duration.ofHours(1));
    }

    private void open(Duration patience) {
        var file = folder.resolve("keydesk.db");
        Store.open(new Settings.Database("jdbc:sqlite:" + file)).close();
        db = new Db(new SqliteFile(file, patience), Optional.empty(), TransactionHook.OPEN);
    }

    @AfterEach
    void close() {
        db.close();
    }

    /** What one of many writers does. */
    private interface Writing {
        void write(Tx tx, int number);
    }

    /** The first keeps the connection until all the others wait for it. */
    private void allAtOnce(int many, Writing writing) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var first =
                Thread.ofPlatform()
                        .start(() ->
                                db.writing(_ -> {
                                    begun.countDown();
                                    await(mayEnd);
                                }));
        await(begun);
        var threads = IntStream.range(0, many).mapToObj(number -> writer(number, writing)).toList();
        for (var thread : threads) {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        mayEnd.countDown();
        first.join();
        for (var thread : threads) {
            thread.join();
        }
    }

    @Test
    void who_waits_too_long_is_not_done_and_hears_so_and_the_next_one_is() throws Exception {
        db.close();
        open(Duration.ofMillis(50));
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var first =
                Thread.ofPlatform()
                        .start(() ->
                                db.writing(_ -> {
                                    begun.countDown();
                                    await(mayEnd);
                                }));
        await(begun);
        writer(1, (_, number) -> handles.clear()).join();
        mayEnd.countDown();
        first.join();
        writer(2, (_, number) -> {}).join();

        assertThat(failures).containsOnlyKeys(1);
        assertThat(failures.get(1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The database is busy");
        assertThat(handles).as("only the last one was done").hasSize(1);
    }

    private Thread writer(int number, Writing writing) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        db.writing(tx -> {
                            handles.add(tx.sql());
                            writing.write(tx, number);
                        });
                    } catch (RuntimeException | Error failure) {
                        failures.put(number, failure);
                    }
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(int number) {
        return "switch %02d".formatted(number);
    }

    private static List<String> names(int many) {
        return IntStream.range(0, many).mapToObj(GroupCommitTest::name).toList();
    }

    @Test
    void those_who_wait_at_the_same_time_are_stored_in_one_commit() throws InterruptedException {
        allAtOnce(MANY, (tx, number) -> Rows.addSwitch(tx, name(number)));
        assertThat(failures).isEmpty();
        assertThat(Rows.switches(db)).isEqualTo(names(MANY));
        assertThat(handles).hasSize(1);
    }

    @Test
    void a_crowd_larger_than_one_commit_is_stored_too() throws InterruptedException {
        allAtOnce(70, (tx, number) -> Rows.addSwitch(tx, name(number)));
        assertThat(failures).isEmpty();
        assertThat(Rows.switches(db)).isEqualTo(names(70));
        assertThat(handles).hasSize(2);
    }

    @Test
    void work_that_fails_is_undone_alone_and_told_to_its_own_caller() throws InterruptedException {
        allAtOnce(
                MANY,
                (tx, number) -> {
                    Rows.addSwitch(tx, name(number));
                    if (number % 10 == 7) {
                        throw new IllegalStateException("broken " + number);
                    }
                });
        assertThat(failures.keySet()).containsExactlyInAnyOrder(7, 17, 27, 37);
        assertThat(failures.get(17)).hasMessage("broken 17");
        assertThat(Rows.switches(db))
                .hasSize(MANY - 4)
                .doesNotContain(name(7), name(17), name(27), name(37));
        assertThat(handles).hasSize(1);
    }

    @Test
    void what_the_database_refuses_to_one_it_does_to_the_others() throws InterruptedException {
        allAtOnce(MANY, (tx, number) -> Rows.addSwitch(tx, number < 20 ? "same" : name(number)));
        assertThat(failures).hasSize(19);
        assertThat(Rows.switches(db)).hasSize(21).contains("same");
    }

    @Test
    void a_commit_that_fails_fails_for_everybody_in_it() throws InterruptedException {
        db.writing(tx -> tx.sql().execute("create table parent (id integer primary key)"));
        db.writing(tx ->
                tx.sql()
                        .execute(
                                """
                                create table child (
                                    of integer references parent (id) deferrable initially deferred
                                )
                                """));
        allAtOnce(
                MANY,
                (tx, number) -> {
                    Rows.addSwitch(tx, name(number));
                    if (number == 7) {
                        tx.sql().execute("insert into child (of) values (1)");
                    }
                });
        assertThat(failures).hasSize(MANY);
        assertThat(Rows.switches(db)).isEmpty();
    }

    @Test
    void when_the_database_ends_the_transaction_everybody_hears_of_it()
            throws InterruptedException {
        allAtOnce(
                MANY,
                (tx, number) -> {
                    Rows.addSwitch(tx, name(number));
                    if (number == 7) {
                        // What SQLite does by itself when the disk is full.
                        tx.sql().execute("rollback");
                        throw new IllegalStateException("the disk is full");
                    }
                });
        assertThat(failures).hasSize(MANY);
        assertThat(failures.get(7)).hasMessage("the disk is full");
        assertThat(Rows.switches(db)).isEmpty();
        Rows.addSwitch(db, "afterwards");
        assertThat(Rows.switches(db)).containsExactly("afterwards");
    }

    @Test
    void a_transaction_within_the_transaction_of_another_is_refused() throws InterruptedException {
        allAtOnce(
                MANY,
                (tx, number) -> {
                    Rows.addSwitch(tx, name(number));
                    if (number == 7) {
                        Rows.addSwitch(db, "inner");
                    }
                });
        assertThat(failures.keySet()).containsExactly(7);
        assertThat(Rows.switches(db)).hasSize(MANY - 1).doesNotContain(name(7), "inner");
    }

    @Test
    void what_follows_a_commit_happens_on_the_thread_of_whoever_asked_and_sees_it()
            throws InterruptedException {
        Map<Integer, List<Object>> seen = new ConcurrentHashMap<>();
        allAtOnce(
                MANY,
                (tx, number) -> {
                    Rows.addSwitch(tx, name(number));
                    Consumer<Integer> look =
                            n ->
                                    seen.put(
                                            n,
                                            List.of(
                                                    Thread.currentThread(),
                                                    Rows.switches(db).contains(name(n))));
                    tx.afterCommit(() -> look.accept(number));
                });
        assertThat(seen).hasSize(MANY);
        assertThat(seen.values()).extracting(List::getFirst).doesNotHaveDuplicates();
        assertThat(seen.values()).extracting(List::getLast).containsOnly(true);
    }

    @Test
    void nothing_follows_work_that_failed() throws InterruptedException {
        List<Integer> followed = Collections.synchronizedList(new ArrayList<>());
        allAtOnce(
                MANY,
                (tx, number) -> {
                    tx.afterCommit(() -> followed.add(number));
                    if (number != 7) {
                        throw new IllegalStateException("broken");
                    }
                });
        assertThat(followed).containsExactly(7);
    }

    @Test
    void after_a_crowd_the_next_one_alone_is_served() throws InterruptedException {
        allAtOnce(MANY, (_, _) -> {});
        Rows.addSwitch(db, "next");
        assertThat(Rows.switches(db)).containsExactly("next");
    }
}
