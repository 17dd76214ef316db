package dev.keydesk.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** So many callers, who do what there is to do side by side, or the same thing at one moment. */
final class Crowd implements AutoCloseable {
    static final int CALLERS = 64;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Each caller does some of them, one after the other. */
    <T> void share(List<T> all, Consumer<T> deed) {
        var free = new Semaphore(CALLERS);
        await(
                all.stream()
                        .map(one -> threads.submit(() -> alone(free, 1, () -> deed.accept(one))))
                        .toList());
    }

    /** For each of them so many callers come together, wait for each other, and act at once. */
    <T> void contest(List<T> all, int callers, Contest<T> deed) {
        var free = new Semaphore(CALLERS);
        await(
                all.stream()
                        .map(one ->
                                threads.submit(() ->
                                        alone(free, callers, () -> together(one, callers, deed))))
                        .toList());
    }

    /** What one of several callers does, by their number. */
    @FunctionalInterface
    interface Contest<T> {
        void act(T about, int caller);
    }

    private static void alone(Semaphore free, int callers, Runnable deed) {
        free.acquireUninterruptibly(callers);
        try {
            deed.run();
        } finally {
            free.release(callers);
        }
    }

    private <T> void together(T one, int callers, Contest<T> deed) {
        var start = new CyclicBarrier(callers);
        var acting = new ArrayList<Future<?>>();
        for (int caller = 0; caller < callers; caller++) {
            int number = caller;
            acting.add(
                    threads.submit(() -> {
                        pass(start);
                        deed.act(one, number);
                    }));
        }
        await(acting);
    }

    private static void pass(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void await(List<? extends Future<?>> all) {
        for (var one : all) {
            try {
                one.get();
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
