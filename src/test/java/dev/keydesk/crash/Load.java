package dev.keydesk.crash;

import dev.keydesk.support.Books;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Everybody at once: engineers ask, two approvers press the same button, secrets are picked up in
 * Slack and by link, some twice, and some are said not to have arrived. It ends at a moment that
 * nobody chose.
 */
final class Load {
    private static final Duration LONGEST = Duration.ofMillis(2500);
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private final CrashScene scene;
    private final Cast cast;
    private final RandomGenerator random;
    private final AtomicBoolean over = new AtomicBoolean();

    Load(CrashScene scene, RandomGenerator random) {
        this.scene = scene;
        this.cast = new Cast(scene);
        this.random = random;
    }

    /** Runs until the desk is killed, which it leaves to the caller. */
    void run() {
        for (int engineer = 0; engineer < CrashScene.ENGINEERS; engineer++) {
            int number = engineer;
            long habits = random.nextLong();
            scene.meanwhile(() -> asks(number, habits));
        }
        LockSupport.parkNanos(random.nextLong(SHORTEST.toNanos(), LONGEST.toNanos()));
    }

    /** The desk is about to be killed; nobody begins anything new. */
    void end() {
        over.set(true);
    }

    private void asks(int engineer, long habits) {
        var person = scene.engineer(engineer);
        var form = person.fillsIn(scene.appOf(engineer));
        var ticket = form.flatMap(view -> scene.crashJournal().submits(person, view));
        if (ticket.isEmpty() || !sees("Waiting", ticket.get(), "approve")) {
            return;
        }
        bothApprove(ticket.get());
        if (!comesTo("Approved", ticket.get())) {
            return;
        }
        if ((habits & 1) == 0) {
            inSlack(engineer, ticket.get(), (habits & 2) == 0);
        } else {
            byLink(engineer, ticket.get());
        }
        if (comesTo("HandedOver", ticket.get())) {
            var word = (habits & 4) == 0 ? "have-it" : "not-received";
            scene.crashJournal().presses(person, word, ticket.get() + "-1");
        }
    }

    private void bothApprove(String ticket) {
        var both = new ArrayList<Thread>();
        for (var approver : List.of(scene.approver(), scene.otherApprover())) {
            both.add(
                    Thread.ofVirtual()
                            .start(() ->
                                    scene.crashJournal().presses(approver, "approve", ticket)));
        }
        both.forEach(Load::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void inSlack(int engineer, String ticket, boolean twice) {
        if (waitsFor(() -> scene.engineer(engineer).finds("pick-up", ticket))) {
            scene.crashJournal().presses(scene.engineer(engineer), "pick-up", ticket);
            if (twice) {
                scene.crashJournal().presses(scene.engineer(engineer), "pick-up", ticket);
            }
        }
    }

    private void byLink(int engineer, String ticket) {
        var person = scene.engineer(engineer);
        if (waitsFor(() -> person.finds("get-link", ticket))) {
            scene.crashJournal().presses(person, "get-link", ticket);
            if (waitsFor(() -> person.invitation(ticket))) {
                cast.opens(engineer, ticket);
            }
        }
    }

    private boolean sees(String state, String ticket, String action) {
        return comesTo(state, ticket) && waitsFor(() -> scene.approver().finds(action, ticket));
    }

    private boolean comesTo(String state, String ticket) {
        return waitsFor(
                () -> scene.books().request(ticket).map(Books.Row::state).filter(state::equals));
    }

    /** Patient as long as the desk is there. */
    private boolean waitsFor(Supplier<Optional<?>> look) {
        while (!over.get()) {
            if (look.get().isPresent()) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return false;
    }
}
