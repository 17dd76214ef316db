package dev.keydesk.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class ComputePoolTest {
    private final ComputePool pool = new ComputePool(ComputePool.PATIENCE);
    private final CountDownLatch longWorkEnds = new CountDownLatch(1);

    @AfterEach
    void close() {
        longWorkEnds.countDown();
        pool.close();
    }

    private void longWork(String whose) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        pool.compute(whose, this::waited);
                    } catch (ComputePool.Full tooLong) {
                        assertThat(tooLong).isNotNull();
                    }
                });
    }

    private boolean waited() {
        try {
            longWorkEnds.await();
            return true;
        } catch (InterruptedException closing) {
            return false;
        }
    }

    private void fill() {
        for (int person = 0; !pool.isFull(); person++) {
            longWork("U" + person);
            Thread.onSpinWait();
        }
    }

    @Test
    void work_runs_on_threads_of_the_operating_system_and_not_on_those_that_acknowledge()
            throws InterruptedException {
        var where = new ArrayList<Thread>();
        Thread.ofVirtual().start(() -> where.add(pool.compute("U1", Thread::currentThread))).join();

        assertThat(where).allMatch(thread -> !thread.isVirtual()).hasSize(1);
    }

    @Test
    void where_there_is_no_room_it_says_so_at_once_and_does_nothing() {
        fill();
        var done = new AtomicInteger();

        assertThatThrownBy(() -> pool.compute("UNEW", done::incrementAndGet))
                .isInstanceOf(ComputePool.Full.class);
        longWorkEnds.countDown();
        assertThat(done.get()).isZero();
    }

    @Test
    void one_person_has_room_for_two_and_leaves_the_rest_to_others() {
        // Each has left before the next comes, however many they are.
        for (int turn = 0; turn < 100; turn++) {
            assertThat(pool.<Integer>compute("U1", () -> 1)).isEqualTo(1);
        }
        longWork("U1");
        longWork("U1");
        while (true) {
            try {
                pool.compute("U1", () -> 1);
            } catch (ComputePool.Full twoAreThere) {
                break;
            }
        }
        assertThat(pool.isFull()).isFalse();
    }

    @Test
    void what_goes_wrong_goes_wrong_for_whoever_asked_and_leaves_room() {
        for (int turn = 0; turn < 5; turn++) {
            assertThatThrownBy(() ->
                            pool.compute(
                                    "U1",
                                    () -> {
                                        throw new IllegalStateException("as if");
                                    }))
                    .hasMessage("as if");
        }
        assertThat(pool.<Integer>compute("U1", () -> 1)).isEqualTo(1);
    }
}
