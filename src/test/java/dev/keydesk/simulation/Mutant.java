package dev.keydesk.simulation;

import dev.keydesk.mutants.ChangedProgram;

import java.io.IOException;
import java.nio.file.Path;

/** The simulation on a program with a planted bug. */
final class Mutant implements AutoCloseable {
    private final ChangedProgram program;

    private Mutant(ChangedProgram program) {
        this.program = program;
    }

    /**
     * Compiles the changed file and nothing else.
     *
     * @throws IllegalStateException if the change does not fit, or is not Java
     */
    static Mutant with(PlantedBug bug, Path folder) throws IOException {
        return new Mutant(ChangedProgram.with(bug.file, bug.right, bug.wrong, folder));
    }

    /** Plays schedules with it until one breaks a promise. */
    Caught firstCaught(long from, int most) throws Exception {
        var search =
                program.load(Mutant.class.getName())
                        .getDeclaredMethod("search", long.class, int.class);
        search.setAccessible(true);
        var found = (Object[]) search.invoke(null, from, most);
        return new Caught((Long) found[0], (String) found[1]);
    }

    /** Called in the mutant's own world, so it answers in words of the JDK only. */
    @SuppressWarnings("unused")
    private static Object[] search(long from, int most) throws Exception {
        var simulation = new Simulation(Grounds.sqlite(), System.out, 0);
        for (long seed = from; seed < from + most; seed++) {
            var outcome = simulation.outcome(seed);
            if (!outcome.isFine()) {
                return new Object[] {seed, outcome.broken().getFirst()};
            }
        }
        return new Object[] {-1L, "nothing in %d schedules".formatted(most)};
    }

    /** Which schedule caught it, and by which promise. */
    record Caught(long seed, String law) {}

    @Override
    public void close() throws IOException {
        program.close();
    }
}
