package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Two desks on one database, and somebody who presses twice. */
class TwoPressesAtTwoNodesTest extends Story {
    @Override
    protected World world(Path in) {
        return OnPostgres.world(in);
    }

    @Test
    void the_press_that_comes_second_is_told_at_once_and_need_not_wait_for_the_apps_turn() {
        aliceAsksAndBobApproves();
        var note = alice().sees("can pick it up");
        note.clicked("Pick up the secret");
        note.clicked("Pick up the secret");
        try (var other = world().secondNode()) {
            // While the other node still looks at the app, this one does the whole pick-up.
            var isFirstLook = new AtomicBoolean(true);
            entra().onChange(() -> {
                if (isFirstLook.getAndSet(false)) {
                    world().settle();
                }
            });
            ((SteppedScheduler) other.bot().platform().jobs().jobScheduler()).runDue();
        }

        alice().seesPrivately("Nothing new was made");
        alice().doesNotSee("Your click is stored");
        assertThat(keysMade()).hasSize(1);
    }
}
