package dev.keydesk.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Combines transactions that wait for the one writing connection into one commit, because waiting
 * for the disk takes far longer than the statements. Fifty clicks at once become a few commits, not
 * fifty.
 *
 * <p>The first one leads: it takes the connection, does the work of all that have arrived
 * meanwhile, each within a savepoint of its own, commits, and wakes them. Work that fails is rolled
 * back by itself; if the commit fails, it fails for all. Nobody is told of success before the
 * commit. Work whose caller has stopped waiting before it began is not done.
 */
final class GroupCommit implements TransactionRunner {
    /** So that the first one does not wait for the last of a large crowd. */
    private static final int MOST = 50;

    private static final String SAVEPOINT = "member";

    private final Jdbi writer;
    private final ThreadLocal<@Nullable Tx> open;
    private final Duration patience;
    private final Deque<GroupCommitEntry<?>> waiting = new ArrayDeque<>();
    private boolean led;

    /**
     * @param open the transaction of the thread while it does the work
     * @param patience how long a caller waits until its work begins
     */
    GroupCommit(Jdbi writer, ThreadLocal<@Nullable Tx> open, Duration patience) {
        this.writer = writer;
        this.open = open;
        this.patience = patience;
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        var mine = new GroupCommitEntry<>(work, open);
        if (isFirst(mine) || isToldToLead(mine)) {
            lead();
        }
        return mine.outcome();
    }

    /**
     * Work that has begun is waited for to its end: before that, nobody can say what became of it.
     */
    private boolean isToldToLead(GroupCommitEntry<?> mine) {
        if (!mine.hearsWithin(patience) && leave(mine)) {
            throw StoreException.passing(
                    "The database is busy: other programs have been writing to it for too long."
                            + " Nothing of this was stored. Try again in a moment.",
                    null);
        }
        return mine.isToldToLead();
    }

    /** Returns false if its work has begun, or it has been told to lead meanwhile. */
    private synchronized boolean leave(GroupCommitEntry<?> groupCommitEntry) {
        return !groupCommitEntry.hasHeard() && waiting.remove(groupCommitEntry);
    }

    private synchronized boolean isFirst(GroupCommitEntry<?> groupCommitEntry) {
        waiting.add(groupCommitEntry);
        boolean first = !led;
        led = true;
        return first;
    }

    private void lead() {
        List<GroupCommitEntry<?>> group = List.of();
        try (Handle handle = writer.open()) {
            // Only now, so that those who arrived while the connection was busy are part of the
            // group.
            group = everybodyHere();
            together(handle, group);
        } catch (RuntimeException | Error trouble) {
            group = group.isEmpty() ? everybodyHere() : group;
            group.forEach(groupCommitEntry -> groupCommitEntry.failed(trouble));
        } finally {
            passOn();
            group.forEach(GroupCommitEntry::wake);
        }
    }

    private synchronized List<GroupCommitEntry<?>> everybodyHere() {
        var group = new ArrayList<GroupCommitEntry<?>>();
        while (group.size() < MOST && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private synchronized void passOn() {
        led = !waiting.isEmpty();
        if (led) {
            waiting.element().tellToLead();
        }
    }

    private static void together(Handle handle, List<GroupCommitEntry<?>> group) {
        if (group.size() == 1) {
            handle.useTransaction(group.getFirst()::work);
        } else {
            handle.useTransaction(
                    _ -> group.forEach(groupCommitEntry -> apart(handle, groupCommitEntry)));
        }
    }

    /** If the database has ended the whole transaction, there is no savepoint to go back to. */
    private static void apart(Handle handle, GroupCommitEntry<?> groupCommitEntry) {
        handle.savepoint(SAVEPOINT);
        try {
            groupCommitEntry.work(handle);
            handle.releaseSavepoint(SAVEPOINT);
        } catch (RuntimeException | Error trouble) {
            groupCommitEntry.failed(trouble);
            handle.rollbackToSavepoint(SAVEPOINT);
        }
    }
}
