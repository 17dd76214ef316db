package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalCause;
import dev.keydesk.removal.RemovalRequest;
import dev.keydesk.removal.RemovalRequestOutcome;
import dev.keydesk.removal.Removals;
import dev.keydesk.sandbox.SecondNode;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.store.Postgres;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** One person alone may let one key go in an hour, and two do so at the same moment. */
@Timeout(120)
class RemovalLimitAtTwoNodesTest extends RemovalStory {
    private static final String WAITING =
            """
            select count(*) from pg_locks where not granted
            """;

    private Secret first;
    private Secret second;

    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules ->
                        rules.replace("limits:\n", "limits:\n  removals-an-hour: 1\n")
                                + reminders(),
                UnaryOperator.identity(),
                Postgres.freshDatabase()::into);
    }

    @BeforeEach
    void scanned() {
        first = ends("first", 31);
        second = ends("second", 31);
        scan();
    }

    @Test
    void who_comes_in_while_entra_is_still_asked_about_the_other_key_counts() {
        try (var other = world().secondNode()) {
            var there = new AtomicReference<Optional<Removal>>(Optional.empty());
            var asked = new AtomicReference<Boolean>(false);
            entra().onChange(() -> {
                if (!asked.getAndSet(true)) {
                    there.set(Optional.of(let(other.bot().removals(), second)));
                }
            });
            var here = let(world().bot().removals(), first);

            assertThat(there.get()).containsInstanceOf(Removal.BeingRemoved.class);
            assertThat(here).isInstanceOf(Removal.Asked.class);
            assertThat(here.agreed()).isPresent();
        }
    }

    @Test
    void who_comes_in_before_the_commit_waits_for_it_and_counts_it() {
        try (var other = world().secondNode()) {
            var there = new AtomicReference<Optional<CompletableFuture<Removal>>>(Optional.empty());
            world().bot().removals().listen((_, _) -> there.set(Optional.of(meanwhile(other))));
            var here = let(world().bot().removals(), first);

            assertThat(here).isInstanceOf(Removal.BeingRemoved.class);
            assertThat(there.get().orElseThrow().join()).isInstanceOf(Removal.Asked.class);
        }
    }

    /**
     * The transaction here is still open, and this comes back when the other one is stuck or done.
     */
    private CompletableFuture<Removal> meanwhile(SecondNode other) {
        var there =
                CompletableFuture.supplyAsync(
                        () -> let(other.bot().removals(), second), Thread::startVirtualThread);
        while (!there.isDone() && !somebodyWaits()) {
            Thread.onSpinWait();
        }
        return there;
    }

    private boolean somebodyWaits() {
        return world().bot()
                .platform()
                .db()
                .read(sql -> sql.createQuery(WAITING).mapTo(Integer.class).one() > 0);
    }

    private Removal let(Removals removals, Secret key) {
        var wanted = new RemovalRequest(credential(key).key(), bob().id(), RemovalCause.unused(""));
        return ((RemovalRequestOutcome.Taken) removals.removeNow(wanted, "bob may."))
                .stored()
                .state();
    }
}
