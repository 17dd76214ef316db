package dev.keydesk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class ConcurrencyLimiterTest {

    @Test
    void no_more_jobs_work_at_once_than_there_are_seats() {
        var working = new AtomicInteger();
        var most = new AtomicInteger();
        try (var concurrencyLimiter = new ConcurrencyLimiter(2, Duration.ofHours(1))) {
            for (int job = 0; job < 100; job++) {
                concurrencyLimiter.execute(() -> {
                    most.accumulateAndGet(working.incrementAndGet(), Math::max);
                    working.decrementAndGet();
                });
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void a_job_stands_when_those_who_sit_wait_for_something() throws InterruptedException {
        var entraAnswers = new CountDownLatch(1);
        var stood = new CountDownLatch(1);
        try (var concurrencyLimiter = new ConcurrencyLimiter(1, Duration.ofMillis(1))) {
            concurrencyLimiter.execute(() -> {
                try {
                    entraAnswers.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            concurrencyLimiter.execute(stood::countDown);
            assertThat(stood.await(1, TimeUnit.MINUTES)).isTrue();
            entraAnswers.countDown();
        }
    }

    @Test
    void a_job_that_fails_gives_its_seat_back() throws InterruptedException {
        var second = new CountDownLatch(1);
        try (var concurrencyLimiter = new ConcurrencyLimiter(1, Duration.ofHours(1))) {
            var first =
                    concurrencyLimiter.submit(() -> {
                        throw new IllegalStateException("as if");
                    });
            concurrencyLimiter.execute(second::countDown);
            assertThat(second.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(first).failsWithin(Duration.ofMinutes(1));
        }
    }
}
