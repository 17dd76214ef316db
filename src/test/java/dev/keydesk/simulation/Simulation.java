package dev.keydesk.simulation;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs schedules by their seeds. {@code -Dseeds=N} says how many, {@code -Dfirst=M} from which seed
 * on; the last line of the output is {@code N schedules, M steps, 0 violations}.
 */
public final class Simulation {
    private Simulation() {}

    public static void main(String[] args) throws Exception {
        long first = Long.getLong("first", 1);
        int seeds = Integer.getInteger("seeds", 300);
        var told = run(first, seeds, System.out);
        System.exit(told.isEmpty() ? 0 : 1);
    }

    /** The outcomes that are not fine. */
    static List<Outcome> run(long first, int seeds, PrintStream out) throws Exception {
        Log.takeOver();
        var folder = Files.createTempDirectory("keydesk-simulation");
        var template = SqliteGround.template(folder);
        long steps = 0;
        var seen = new TreeMap<String, Integer>();
        var bad = new ArrayList<Outcome>();
        for (long seed = first; seed < first + seeds; seed++) {
            var outcome = play(seed, template, folder);
            steps += outcome.steps();
            outcome.events().forEach(event -> seen.merge(event, 1, Integer::sum));
            if (Boolean.getBoolean("tell")) {
                tell(outcome, out);
            }
            if (!outcome.isFine()) {
                bad.add(outcome);
                tell(outcome, out);
            }
        }
        Files.deleteIfExists(template);
        out.println("what happened in them: " + seen);
        out.printf("%d schedules, %d steps, %d violations%n", seeds, steps, bad.size());
        return bad;
    }

    static Outcome play(long seed, Path template, Path folder) throws Exception {
        Log.forget();
        var ground = SqliteGround.copyOf(template, folder.resolve("seed-" + seed));
        try (var schedule = new Schedule(seed, ground)) {
            return schedule.run();
        }
    }

    private static void tell(Outcome outcome, PrintStream out) {
        out.printf("seed %d after %d steps:%n", outcome.seed(), outcome.steps());
        outcome.broken().forEach(law -> out.println("  " + law));
        int lines = Integer.getInteger("story", 0);
        var story = outcome.story();
        story.subList(Math.max(0, story.size() - lines), story.size())
                .forEach(line -> out.println("    " + line));
        Optional.ofNullable(System.getProperty("log")).ifPresent(_ -> out.println(Log.heard()));
    }
}
