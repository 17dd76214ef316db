package dev.keydesk.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A few hundred schedules; {@code mvn -q verify -Psimulation} plays thousands. */
@Timeout(600)
class SimulationTest {
    private static final int ON_SQLITE = 200;
    private static final int ON_POSTGRES = 20;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void whatever_happens_every_promise_is_kept() throws Exception {
        var simulation = simulation(Grounds.sqlite());

        simulation.play(1, ON_SQLITE);

        assertThat(told()).isEmpty();
        assertThat(simulation.closingLine())
                .startsWith("200 schedules, ")
                .endsWith(" 0 violations");
        // Schedules in which nothing happens keep every promise too. What is rarer than this comes
        // in
        // the thousands of a long run.
        assertThat(simulation.seen())
                .containsKeys("Waiting", "Approved", "Denied", "Withdrawn", "Cancelled", "Lapsed")
                .containsKeys("Minting", "Doubtful", "HandedOver", "Done", "TakingBack", "Revoked")
                .containsKeys("Unclaimed", "NeedsPerson", "refused", "link", "a value leaves")
                .containsKeys("a process dies", "time jumps", "a clock is set")
                .containsKeys("addPassword None", "addPassword LostBefore", "addPassword LostAfter")
                .containsKeys("addPassword Refused", "removePassword None");
    }

    @Test
    void nor_does_a_second_node_break_one() throws Exception {
        var simulation = simulation(Grounds.postgres());

        simulation.play(1, ON_POSTGRES);

        assertThat(told()).isEmpty();
        assertThat(simulation.closingLine()).startsWith("20 schedules, ").endsWith(" 0 violations");
    }

    @Test
    void a_seed_plays_the_same_again_to_the_letter() throws Exception {
        var simulation = simulation(Grounds.sqlite());

        for (long seed = 1; seed <= 5; seed++) {
            var first = simulation.outcome(seed);
            var again = simulation.outcome(seed);

            assertThat(again.story()).hasSizeGreaterThan(100).isEqualTo(first.story());
            assertThat(again).isEqualTo(first);
        }
    }

    private Simulation simulation(Grounds grounds) {
        return new Simulation(grounds, new PrintStream(told, true, StandardCharsets.UTF_8), 0);
    }

    /** What was told of schedules that broke a promise, so that a failure says which. */
    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }
}
