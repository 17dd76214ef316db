package dev.keydesk.chat;

import dev.keydesk.chat.ChatFailure.Busy;
import dev.keydesk.chat.LookUpBudget.For;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Runs one look-up at a time for a question and shares its answer. A decision uses a look-up that
 * begins after it asked; something to show may also use one that is already running.
 *
 * @param <Q> what is asked about
 * @param <A> what Slack answers
 */
final class SharedLookUps<Q, A> {
    private final String method;
    private final LookUpBudget budget;
    private final LookUpWait wait;
    private final Function<Q, A> slack;

    /** The newest look-up of each question, until it has ended. */
    private final Map<Q, LookUp<A>> underWay = new HashMap<>();

    SharedLookUps(String method, LookUpBudget budget, LookUpWait wait, Function<Q, A> slack) {
        this.method = method;
        this.budget = budget;
        this.wait = wait;
        this.slack = slack;
    }

    private static final class LookUp<A> {
        private final CompletableFuture<A> answer = new CompletableFuture<>();
        private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
        private final @Nullable LookUp<A> before;
        private final Thread leader;
        private boolean begun;
        private int sharers;

        LookUp(@Nullable LookUp<A> before, Thread leader) {
            this.before = before;
            this.leader = leader;
        }
    }

    /**
     * Asks, or waits for the answer to the same question of another thread.
     *
     * @param whose the person for whom it is asked; empty for Keydesk itself
     * @throws ChatFailure as Slack answers, or {@link Busy} if the budget is used up
     */
    A ask(Q question, String whose, For what) {
        LookUp<A> next;
        synchronized (this) {
            var newest = underWay.get(question);
            if (newest != null && (what == For.SHOWING || !newest.begun)) {
                next = newest;
                next.sharers++;
            } else {
                budget.spend(method, whose, what);
                next = new LookUp<>(newest, Thread.currentThread());
                underWay.put(question, next);
            }
        }
        if (next.leader.equals(Thread.currentThread())) {
            lead(question, next);
        } else {
            wait.await(next.ended);
        }
        return answerOf(next);
    }

    /**
     * Returns how many threads wait for a look-up of another thread, or for the one before theirs;
     * for tests.
     */
    synchronized int waiting(Q question) {
        var newest = underWay.get(question);
        return newest == null ? 0 : newest.sharers + (newest.before == null ? 0 : 1);
    }

    /** Runs on the thread that asked first. */
    private void lead(Q question, LookUp<A> mine) {
        try {
            if (mine.before != null) {
                wait.await(mine.before.ended);
            }
            synchronized (this) {
                mine.begun = true;
            }
            mine.answer.complete(slack.apply(question));
        } catch (RuntimeException | Error failure) {
            if (failure instanceof Busy busy) {
                budget.refused(busy);
            }
            mine.answer.completeExceptionally(failure);
        } finally {
            synchronized (this) {
                underWay.remove(question, mine);
            }
            mine.ended.complete(true);
        }
    }

    private A answerOf(LookUp<A> lookUp) {
        try {
            return lookUp.answer.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case RuntimeException trouble -> throw trouble;
                case Error trouble -> throw trouble;
                case null, default -> throw failed;
            }
        }
    }
}
