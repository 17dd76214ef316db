package dev.keydesk.store;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** One transaction's part of a shared commit: its work and its outcome. */
final class GroupCommitEntry<T> {
    private final Function<Tx, T> work;
    private final ThreadLocal<@Nullable Tx> open;

    /** True: lead the next commit. False: the work is finished. */
    private final CompletableFuture<Boolean> signal = new CompletableFuture<>();

    private boolean failed;
    private Supplier<T> outcome =
            () -> {
                throw new IllegalStateException("this work was never done");
            };

    GroupCommitEntry(Function<Tx, T> work, ThreadLocal<@Nullable Tx> open) {
        this.work = work;
        this.open = open;
    }

    /** Does the work on the thread that leads; nothing of it is on disk yet. */
    void work(Handle handle) {
        var tx = new Tx(handle);
        open.set(tx);
        try {
            T result = work.apply(tx);
            outcome =
                    () -> {
                        tx.committed();
                        return result;
                    };
        } finally {
            open.remove();
        }
    }

    /** Records the first failure; later ones are ignored. */
    void failed(Throwable trouble) {
        if (!failed) {
            failed = true;
            outcome = () -> thrown(trouble);
        }
    }

    private T thrown(Throwable trouble) {
        switch (trouble) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(trouble);
        }
    }

    void tellToLead() {
        signal.complete(true);
    }

    void wake() {
        signal.complete(false);
    }

    /** Waits that long for the signal; returns false if none came. */
    boolean hearsWithin(Duration patience) {
        try {
            signal.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException nothing) {
            return false;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean hasHeard() {
        return signal.isDone();
    }

    /**
     * Waits for the signal; returns true if this entry has to lead, false if its work is finished.
     */
    boolean isToldToLead() {
        return signal.join();
    }

    /** Returns the outcome on the caller's thread, once the commit is on disk or has failed. */
    T outcome() {
        return outcome.get();
    }
}
