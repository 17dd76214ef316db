package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@EachStore.Contract
class LeasesTest {
    private static final Duration LEASE = Leases.LONGEST;
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final String APP = "app:payroll";

    private final EachStore store;
    @TempDir private Path folder;
    private Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private final Leases leases = new Leases(DatabaseTime.of(() -> now), () -> now);
    private Db db;

    LeasesTest(EachStore store) {
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

    private boolean takes(String holder) {
        return db.write(tx -> leases.take(tx, APP, holder, LEASE));
    }

    private void givesBack(String holder, Duration distance) {
        db.writing(tx -> leases.giveBack(tx, APP, holder, distance));
    }

    private Instant freeAt() {
        return db.write(tx -> leases.freeAt(tx, APP));
    }

    /** Of a node whose machine is that far ahead of the server; in a file its own clock counts. */
    private Leases onMachine(Duration ahead) {
        InstantSource clock = () -> Instant.now().plus(ahead);
        return new Leases(db.time(clock), clock);
    }

    @ParameterizedTest
    @ValueSource(ints = {-240, 240})
    void on_a_server_only_its_own_clock_counts(int seconds) {
        assumeThat(db.kind()).isEqualTo(Db.Kind.POSTGRES);
        var right = onMachine(Duration.ZERO);
        var wrong = onMachine(Duration.ofSeconds(seconds));
        assertThat(db.<Boolean>write(tx -> right.take(tx, APP, "right", LEASE))).isTrue();
        assertThat(db.<Boolean>write(tx -> wrong.take(tx, APP, "wrong", LEASE))).isFalse();
        db.writing(wrong::forgetFree);
        assertThat(Rows.count(db, "lease")).isOne();

        db.writing(tx -> right.giveBack(tx, APP, "right", LEASE));
        assertThat(db.<Boolean>write(tx -> wrong.take(tx, APP, "wrong", LEASE))).isFalse();
        var waits = Duration.between(Instant.now(), db.write(tx -> wrong.freeAt(tx, APP)));
        assertThat(waits.minusSeconds(seconds)).isBetween(LEASE.minusSeconds(20), LEASE);

        db.writing(tx -> right.giveBack(tx, APP, "right", Duration.ZERO));
        assertThat(db.<Boolean>write(tx -> wrong.take(tx, APP, "wrong", LEASE))).isTrue();
        assertThat(db.<Boolean>write(tx -> right.take(tx, APP, "right", LEASE))).isFalse();
        assertThat(db.<Boolean>write(tx -> wrong.keep(tx, APP, "wrong", LEASE))).isTrue();
        assertThat(db.<Boolean>write(tx -> right.take(tx, APP, "right", LEASE))).isFalse();
    }

    @Test
    void nobody_takes_or_keeps_a_turn_for_longer_than_a_takeover_lasts() {
        var tooLong = LEASE.plusMillis(1);
        assertThatThrownBy(() -> db.writing(tx -> leases.take(tx, APP, "one", tooLong)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(takes("one")).isTrue();
        assertThatThrownBy(() -> db.writing(tx -> leases.keep(tx, APP, "one", tooLong)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_the_dead_held_is_free_after_the_distance_it_needs() {
        assertThat(takes("one")).isTrue();
        db.writing(tx -> leases.take(tx, "scan", "one", LEASE));
        db.writing(tx -> leases.take(tx, "app:rests", "one", LEASE));
        db.writing(tx -> leases.giveBack(tx, "app:rests", "one", LEASE));
        db.writing(tx -> leases.endAll(tx, "app:", Duration.ofSeconds(15)));
        db.writing(tx -> leases.endAll(tx, "", Duration.ZERO));

        assertThat(db.<Boolean>write(tx -> leases.take(tx, "scan", "two", LEASE))).isTrue();
        assertThat(takes("two")).isFalse();
        now = now.plusSeconds(15);
        assertThat(takes("two")).isTrue();
        assertThat(db.<Boolean>write(tx -> leases.take(tx, "app:rests", "two", LEASE)))
                .as("a distance that was asked for is kept")
                .isFalse();
        now = now.plus(LEASE);
        assertThat(db.<Boolean>write(tx -> leases.take(tx, "app:rests", "two", LEASE))).isTrue();
    }

    @Test
    void no_two_uses_have_one_name() {
        assertThat(Leases.holder("stray"))
                .startsWith("stray ")
                .isNotEqualTo(Leases.holder("stray"));
    }

    @Test
    void whoever_holds_on_to_a_turn_has_it_for_longer() {
        assertThat(takes("one")).isTrue();
        now = now.plus(LEASE).minusSeconds(1);
        assertThat(keeps("one")).isTrue();
        now = now.plus(LEASE).minusSeconds(1);
        assertThat(takes("two")).isFalse();
        assertThat(keeps("two")).isFalse();
    }

    @Test
    void a_turn_that_ran_out_can_be_kept_until_somebody_else_has_it() {
        assertThat(takes("one")).isTrue();
        now = now.plus(LEASE);
        assertThat(keeps("one")).isTrue();
        now = now.plus(LEASE);
        assertThat(takes("two")).isTrue();
        assertThat(keeps("one")).isFalse();
    }

    @Test
    void the_turn_of_a_holder_who_is_no_more_can_be_ended() {
        assertThat(takes("dead")).isTrue();
        db.writing(tx -> leases.endAll(tx, "app:", Duration.ZERO));
        assertThat(takes("one")).isTrue();
    }

    @Test
    void a_clock_that_was_set_back_keeps_nobody_from_a_turn_that_was_given_back() {
        assertThat(takes("one")).isTrue();
        givesBack("one", AT_ONCE);
        now = now.minusSeconds(40);
        assertThat(takes("two")).isTrue();
    }

    private boolean keeps(String holder) {
        return db.write(tx -> leases.keep(tx, APP, holder, LEASE));
    }

    @Test
    void a_turn_that_nobody_has_is_taken() {
        assertThat(takes("one")).isTrue();
    }

    @Test
    void a_turn_that_is_held_is_refused_even_to_its_holder() {
        takes("one");
        assertThat(takes("two")).isFalse();
        assertThat(takes("one")).isFalse();
        assertThat(freeAt()).isEqualTo(now.plus(LEASE));
    }

    @Test
    void another_turn_is_another_matter() {
        takes("one");
        assertThat(db.<Boolean>write(tx -> leases.take(tx, "app:other", "two", LEASE))).isTrue();
    }

    @Test
    void after_the_lease_the_turn_is_free_to_the_moment() {
        takes("one");
        now = now.plus(LEASE).minusMillis(1);
        assertThat(takes("two")).isFalse();
        now = now.plusMillis(1);
        assertThat(takes("two")).isTrue();
    }

    @Test
    void given_back_it_is_free_at_once() {
        takes("one");
        givesBack("one", AT_ONCE);
        assertThat(takes("two")).isTrue();
    }

    @Test
    void given_back_with_a_distance_it_is_free_when_that_is_over() {
        takes("one");
        givesBack("one", Duration.ofSeconds(15));
        assertThat(freeAt()).isEqualTo(now.plusSeconds(15));
        now = now.plusSeconds(15).minusMillis(1);
        assertThat(takes("two")).isFalse();
        now = now.plusMillis(1);
        assertThat(takes("two")).isTrue();
    }

    @Test
    void only_a_free_turn_is_forgotten() {
        assertThat(takes("one")).isTrue();
        db.writing(leases::forgetFree);
        assertThat(takes("two")).isFalse();
        givesBack("one", Duration.ofSeconds(15));
        db.writing(leases::forgetFree);
        assertThat(takes("two")).isFalse();

        now = now.plusSeconds(15);
        db.writing(leases::forgetFree);
        assertThat(Rows.count(db, "lease")).isZero();
        assertThat(takes("two")).isTrue();
    }

    @Test
    void a_stranger_gives_nothing_back() {
        takes("one");
        givesBack("two", AT_ONCE);
        assertThat(takes("two")).isFalse();
    }

    @Test
    void who_lost_the_turn_does_not_give_back_that_of_the_next() {
        takes("one");
        now = now.plus(LEASE);
        takes("two");
        givesBack("one", AT_ONCE);
        assertThat(takes("three")).isFalse();
        assertThat(freeAt()).isEqualTo(now.plus(LEASE));
    }

    @Test
    void a_turn_taken_in_a_transaction_that_broke_is_free() {
        try {
            db.writing(tx -> {
                leases.take(tx, APP, "one", LEASE);
                throw new IllegalStateException("the move broke");
            });
        } catch (IllegalStateException broken) {
            assertThat(broken).hasMessage("the move broke");
        }
        assertThat(takes("two")).isTrue();
    }

    @Test
    void a_free_turn_can_be_had_right_away_but_never_in_the_past() {
        assertThat(freeAt()).isAfter(now).isBefore(now.plusSeconds(1));
    }

    @Test
    void of_sixty_four_who_reach_for_it_at_once_one_gets_it()
            throws ExecutionException, InterruptedException {
        var together = new CountDownLatch(1);
        List<Future<Boolean>> tries = new ArrayList<>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                var holder = "holder " + i;
                tries.add(
                        people.submit(() -> {
                            together.await();
                            return takes(holder);
                        }));
            }
            together.countDown();
            int winners = 0;
            for (var attempt : tries) {
                winners += attempt.get() ? 1 : 0;
            }
            assertThat(winners).isOne();
        }
    }
}
