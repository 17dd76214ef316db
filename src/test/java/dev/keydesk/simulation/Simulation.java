package dev.keydesk.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code mvn -q verify -Psimulation -Dseeds=N}: plays N schedules, and prints as its last line
 * {@code N schedules, M steps, 0 violations}.
 *
 * <p>{@code -Dfirst=S} begins with that seed instead of 1, {@code -Ddatabase=postgres} lets two
 * nodes share a real PostgreSQL. A schedule that broke a promise is told with its seed; {@code
 * -Dfirst=S -Dseeds=1 -Dstory=9999} plays it again to the letter, and tells everything that
 * happened.
 */
public final class Simulation {
    private static final int USUAL_SEEDS = 10_000;

    private final Grounds grounds;
    private final PrintStream out;

    /** How many lines of its story are told with a schedule that broke a promise. */
    private final int told;

    private final Map<String, Integer> seen = new TreeMap<>();
    private long steps;
    private int schedules;
    private int violations;

    Simulation(Grounds grounds, PrintStream out, int told) {
        this.grounds = grounds;
        this.out = out;
        this.told = told;
    }

    public static void main(String[] args) throws Exception {
        var simulation = new Simulation(grounds(), System.out, Integer.getInteger("story", 0));
        simulation.play(Long.getLong("first", 1), Integer.getInteger("seeds", USUAL_SEEDS));
        System.out.println("what happened in them: " + simulation.seen());
        System.out.println(simulation.closingLine());
        System.exit(simulation.violations() == 0 ? 0 : 1);
    }

    private static Grounds grounds() throws IOException {
        return System.getProperty("database", "sqlite").equals("postgres")
                ? Grounds.postgres()
                : Grounds.sqlite();
    }

    /** Plays so many, from that seed on. */
    void play(long first, int seeds) throws SQLException, IOException {
        for (long seed = first; seed < first + seeds; seed++) {
            note(outcome(seed));
        }
    }

    /** Plays one, and tells nobody. */
    ScheduleOutcome outcome(long seed) throws SQLException, IOException {
        try (var log = Log.takeOver();
                var schedule = new Schedule(seed, grounds.of(seed), log)) {
            return schedule.run();
        }
    }

    private void note(ScheduleOutcome outcome) {
        schedules++;
        steps += outcome.steps();
        outcome.events().forEach(event -> seen.merge(event, 1, Integer::sum));
        if (!outcome.isFine()) {
            violations++;
        }
        if (!outcome.isFine() || told > 0) {
            tell(outcome);
        }
    }

    private void tell(ScheduleOutcome outcome) {
        out.printf("seed %d after %d steps:%n", outcome.seed(), outcome.steps());
        outcome.broken().forEach(law -> out.println("  " + law));
        var story = outcome.story();
        story.subList(Math.max(0, story.size() - told), story.size())
                .forEach(line -> out.println("    " + line));
    }

    /** What happened in all of them, and how often: states, faults, and what people did. */
    Map<String, Integer> seen() {
        return seen;
    }

    int violations() {
        return violations;
    }

    String closingLine() {
        return "%d schedules, %d steps, %d violations".formatted(schedules, steps, violations);
    }
}
