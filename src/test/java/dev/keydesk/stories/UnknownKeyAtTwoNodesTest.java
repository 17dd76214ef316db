package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;

/** Two desks on one database, and a key that belongs to no request. */
class UnknownKeyAtTwoNodesTest extends Story {
    @Override
    protected World world(Path in) {
        return OnPostgres.world(in);
    }

    @Test
    void they_tell_it_once() {
        var now = world().clock().instant();
        entra().tenant()
                .existingSecret(
                        world().company().payroll().id(),
                        "nightly export · KD-7F3K2-1",
                        now,
                        now.plus(Duration.ofDays(90)));
        try (var second = world().secondNode()) {
            world().bot().rounds().once();
            second.bot().rounds().once();
            world().timePasses(Duration.ofMinutes(30));
        }

        assertThat(slack().sees(carol().id(), world().company().operators())).hasSize(1);
    }
}
