package dev.keydesk.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * So many callers at once, each of whom calls again as soon as the answer is there. A round ends
 * after a number of calls or a time, whichever comes first.
 */
record LoadClients(int callers, int callsEach, Duration longest) implements BenchRound {

    @Override
    public Timings of(Call call) {
        var start = new CountDownLatch(1);
        List<Future<long[]>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                all.add(
                        threads.submit(() -> {
                            start.await();
                            return calls(number, call);
                        }));
            }
            long from = System.nanoTime();
            start.countDown();
            var nanos = all.stream().flatMapToLong(LoadClients::taken).toArray();
            return new Timings(nanos, Duration.ofNanos(System.nanoTime() - from));
        }
    }

    private long[] calls(int caller, Call call) {
        long end = System.nanoTime() + longest.toNanos();
        return LongStream.range(0, callsEach)
                .takeWhile(_ -> System.nanoTime() < end)
                .map(_ -> call.nanos(caller))
                .toArray();
    }

    private static LongStream taken(Future<long[]> calls) {
        try {
            return LongStream.of(calls.get());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
