package dev.keydesk.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.PreviousSecret;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;
import dev.keydesk.store.Store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What is stored comes back, and of two who move it one does. */
@EachStore.Contract
class RenewalRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final UserId BOB = new UserId("UBOB");
    private static final Renewed RENEWED =
            new Renewed(
                    new Ticket("KD-7F3K2"),
                    new UserId("UALICE"),
                    new AppRef("app-1", "client-1", "billing"),
                    new PreviousSecret(
                            "old-1",
                            Optional.of("nightly export"),
                            Optional.empty(),
                            NOW.plus(Duration.ofDays(9))),
                    new IssuedSecret(
                            "new-1",
                            "nightly export · KD-7F3K2-1",
                            "Q_e",
                            NOW,
                            NOW.plus(Duration.ofDays(90)),
                            Optional.of(DeliveryMethod.SLACK)),
                    NOW,
                    true);
    private static final Renewal.Open OPEN =
            new Renewal.Open(
                    RENEWED,
                    DeliveryTarget.of(new Recipient("C1"), ZoneId.of("Europe/London"))
                            .instead(new Recipient("C2"), "Nobody is there."));

    private final EachStore store;
    @TempDir private Path folder;
    private Db db;
    private RenewalRows rows;

    RenewalRowsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = Store.open(store.freshIn(folder));
        rows = new RenewalRows(db);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private boolean adds(Renewal renewal) {
        return db.write(tx -> rows.add(tx, renewal));
    }

    private boolean moves(StoredRenewal from, Renewal to) {
        return db.write(tx -> rows.move(tx, from, to));
    }

    private StoredRenewal stored() {
        return rows.find(RENEWED.ticket()).orElseThrow();
    }

    @Test
    void every_state_comes_back_as_it_was_stored() {
        assertThat(adds(OPEN)).isTrue();
        assertThat(adds(OPEN)).isFalse();
        assertThat(stored()).isEqualTo(new StoredRenewal(OPEN, 1));
        for (var state :
                List.of(
                        OPEN.keep(BOB, NOW),
                        OPEN.takenBack(NOW),
                        OPEN.lost(Renewal.TakenBack.Lost.ENDED, NOW),
                        OPEN.gone(Renewal.Gone.How.REMOVED, Optional.of(BOB), NOW))) {
            assertThat(moves(stored(), state)).isTrue();
            assertThat(stored().renewal()).isEqualTo(state);
        }
        assertThat(stored().version()).isEqualTo(5);
    }

    @Test
    void who_moves_what_somebody_else_has_moved_or_touched_changes_nothing() {
        adds(OPEN);
        var seen = stored();
        assertThat(moves(seen, OPEN.keep(BOB, NOW))).isTrue();
        assertThat(moves(seen, OPEN.takenBack(NOW))).isFalse();

        var kept = stored();
        var touched = db.write(tx -> rows.touch(tx, "app-1", "old-1"));
        assertThat(touched).containsExactly(new StoredRenewal(kept.renewal(), 3));
        assertThat(moves(kept, OPEN)).isFalse();
        assertThat(rows.ofKey("app-1", "old-1")).isEqualTo(touched);
        assertThat(rows.ofKey("app-1", "new-1")).isEmpty();
    }

    @Test
    void a_key_that_has_ended_is_out_of_date_until_that_is_said() {
        adds(OPEN);
        var end = RENEWED.old().end();
        assertThat(rows.outOfDate(end.minusMillis(1))).isEmpty();
        assertThat(rows.outOfDate(end)).containsExactly(stored());
        moves(stored(), OPEN.gone(Renewal.Gone.How.ENDED, Optional.empty(), end));
        assertThat(rows.outOfDate(end)).isEmpty();
    }

    @Test
    void what_an_older_version_has_taken_back_reads_as_not_lost() {
        adds(OPEN.takenBack(NOW));
        db.writing(tx -> {
            var body =
                    tx.sql()
                            .createQuery("select body from renewal")
                            .mapTo(String.class)
                            .one()
                            .replace(",\"lost\":null", "");
            assertThat(body).doesNotContain("lost");
            tx.sql().createUpdate("update renewal set body = :b").bind("b", body).execute();
        });
        assertThat(stored().renewal()).isEqualTo(OPEN.takenBack(NOW));
    }

    @Test
    void a_new_key_is_relied_on_while_nothing_became_of_it() {
        adds(OPEN);
        assertThat(rows.standing()).containsExactly(stored());
        moves(stored(), OPEN.keep(BOB, NOW));
        assertThat(rows.standing("app-1")).containsExactly(stored());
        assertThat(rows.standing("app-2")).isEmpty();
        moves(stored(), OPEN.lost(Renewal.TakenBack.Lost.GONE, NOW));
        assertThat(rows.standing()).isEmpty();
        assertThat(rows.standing("app-1")).isEmpty();
    }

    @Test
    void a_key_is_gone_once_a_scan_that_saw_it_misses_it() {
        assertThat(rows.isGone("app-1", "new-1")).as("never seen").isFalse();
        db.writing(tx -> {
            tx.sql()
                    .execute(
                            """
                            insert into app
                                   (number, object_id, client_id, name, audience, tags, content)
                            values (1, 'app-1', 'client-1', 'billing', '', '', 0)
                            """);
            tx.sql()
                    .execute(
                            """
                            insert into credential
                                   (app, key_id, kind, start_at, end_at, first_seen)
                            values (1, 'NEW-1', 'SECRET', 0, 9, 0)
                            """);
        });
        assertThat(rows.isGone("app-1", "new-1")).isFalse();
        db.writing(tx -> tx.sql().execute("update credential set gone_at = 5"));
        assertThat(rows.isGone("app-1", "new-1")).isTrue();
        assertThat(rows.isGone("app-1", "old-1")).isFalse();
    }

    @Test
    void a_key_that_was_lost_does_not_come_back_but_another_one_may_come() {
        var lost = OPEN.lost(Renewal.TakenBack.Lost.GONE, NOW);
        assertThat(lost.knowing(RENEWED)).isEqualTo(lost);
        assertThat(OPEN.takenBack(NOW).knowing(RENEWED)).isEqualTo(OPEN);
        var made = RENEWED.made();
        var other =
                new Renewed(
                        RENEWED.ticket(),
                        RENEWED.requester(),
                        RENEWED.app(),
                        RENEWED.old(),
                        new IssuedSecret(
                                "new-2",
                                made.name(),
                                made.hint(),
                                made.start(),
                                made.end(),
                                made.shownThrough()),
                        NOW,
                        true);
        assertThat(lost.knowing(other)).isEqualTo(new Renewal.Open(other, OPEN.deliveryTarget()));
    }

    @Test
    void a_hand_over_of_an_older_version_is_found_until_it_has_its_row() {
        db.writing(tx -> {
            tx.sql()
                    .execute(
                            """
                            insert into secret_request
                                   (ticket, version, state, body, requester, app, view_id,
                                    asked_at, moved_at)
                            values ('KD-7F3K2', 1, 'Done', '{}', 'U', 'app-1', 'V', 0, 0)
                            """);
            tx.sql()
                    .execute(
                            """
                            insert into renewal_reservation (app, key_id, ticket)
                            values ('app-1', 'old-1', 'KD-7F3K2')
                            """);
        });
        assertThat(rows.missing()).containsExactly(RENEWED.ticket());
        adds(OPEN);
        assertThat(rows.missing()).isEmpty();
    }
}
