package dev.keydesk.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;
import dev.keydesk.store.Store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A key is renewed by one request at a time. */
@EachStore.Contract
class RenewalReservationsTest {
    private static final PreviousSecret OLD = EveryState.RENEWAL.replaces().orElseThrow();
    private static final AppRef APP = EveryState.RENEWAL.app();

    private final EachStore store;
    @TempDir private Path folder;
    private Db db;
    private RenewalReservations keys;

    RenewalReservationsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = Store.open(store.freshIn(folder));
        keys = new RenewalReservations(db);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private boolean takes(String ticket) {
        return db.write(tx -> {
            tx.sql()
                    .createUpdate(
                            """
                            insert into secret_request
                                   (ticket, version, state, body, requester, app, view_id,
                                    asked_at, moved_at)
                            values (:ticket, 1, 'Waiting', '{}', 'U', 'a', :ticket, 0, 0)
                                on conflict do nothing
                            """)
                    .bind("ticket", ticket)
                    .execute();
            return keys.take(tx, APP, OLD, new Ticket(ticket));
        });
    }

    private void moves(String ticket, String state) {
        db.writing(tx ->
                tx.sql()
                        .createUpdate("update secret_request set state = :s where ticket = :t")
                        .bind("s", state)
                        .bind("t", ticket)
                        .execute());
    }

    private void frees(String ticket) {
        db.writing(tx -> keys.free(tx, new Ticket(ticket)));
    }

    @Test
    void the_second_finds_the_first_until_that_has_ended_without_a_key() {
        assertThat(keys.holder(APP.objectId(), OLD.keyId())).isEmpty();
        assertThat(takes("KD-00001")).isTrue();
        assertThat(takes("KD-00002")).isFalse();
        moves("KD-00001", "Done");
        assertThat(takes("KD-00002")).isFalse();
        assertThat(keys.holder(APP.objectId(), OLD.keyId())).hasValue(new Ticket("KD-00001"));

        moves("KD-00001", "Revoked");
        assertThat(keys.holder(APP.objectId(), OLD.keyId())).isEmpty();
        assertThat(takes("KD-00002")).isTrue();
        assertThat(keys.holder(APP.objectId(), OLD.keyId())).hasValue(new Ticket("KD-00002"));
    }

    @Test
    void a_place_whose_new_key_is_lost_is_free_once_its_request_can_bring_no_other() {
        takes("KD-00001");
        moves("KD-00001", "NeedsPerson");
        frees("KD-00001");
        assertThat(keys.holder(APP.objectId(), OLD.keyId())).hasValue(new Ticket("KD-00001"));

        moves("KD-00001", "Done");
        frees("KD-00001");
        assertThat(keys.holder(APP.objectId(), OLD.keyId())).isEmpty();
        assertThat(takes("KD-00002")).isTrue();
        frees("KD-00001");
        assertThat(keys.holder(APP.objectId(), OLD.keyId())).hasValue(new Ticket("KD-00002"));
    }

    @Test
    void of_many_in_the_same_instant_one_gets_it() throws Exception {
        takes("KD-00000");
        moves("KD-00000", "Denied");
        var start = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries =
                    IntStream.range(1, 7)
                            .mapToObj(number ->
                                    people.submit(() -> {
                                        start.await();
                                        return takes("KD-0000" + number);
                                    }))
                            .toList();
            start.countDown();
            int won = 0;
            for (Future<Boolean> one : tries) {
                won += one.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }
}
