package dev.keydesk.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** Of two processes on one PostgreSQL one is killed in the middle of a job. */
@Timeout(240)
class KilledNodeTest {
    @TempDir private Path folder;

    @Test
    void once_a_minute_has_passed_the_other_one_does_its_job() {
        try (var nodes = new TwoNodes(folder, 1, 1)) {
            // Frozen, the second one cannot be quicker at the job.
            nodes.second().freeze();
            nodes.town().leadTo(nodes.first().address());
            nodes.town().slack().faults().next("chat.postMessage", new Fault.HangBefore());
            var person = nodes.engineers().getFirst();
            var form = person.fillsIn(nodes.town().apps().getFirst().displayName()).orElseThrow();
            person.submits(form);
            while (!nodes.town().slack().faults().isEmpty()) {
                Thread.onSpinWait();
            }
            nodes.first().kill();
            assertThat(nodes.books().due(nodes.time().instant())).isNotEmpty();

            nodes.second().thaw();
            nodes.time().pass(Duration.ofMinutes(1));
            nodes.quiet();
            assertThat(nodes.books().messages("card"))
                    .containsKey(person.ticketOf(form).orElseThrow());
        }
    }
}
