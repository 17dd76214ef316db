package dev.keydesk.crash;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import dev.keydesk.support.Database;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * {@code mvn -q verify -Pcrash -Dkills=N}: kills the real program N times, and prints what was
 * found and, as its last line, the count.
 */
public final class Crash {
    private static final int USUAL_KILLS = 300;
    private static final int LANES = 3;

    private Crash() {}

    public static void main(String[] args) throws Exception {
        // The pretend services speak of what was cut off; here that is what is meant to happen.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        int kills = Integer.getInteger("kills", USUAL_KILLS);
        int lanes = Integer.getInteger("lanes", LANES);
        long seed = Long.getLong("seed", System.nanoTime());
        var folder = Files.createTempDirectory(Path.of("target"), "crash");
        System.out.printf("seed %d, %d desks at a time, in %s%n", seed, lanes, folder);
        var tally = run(folder, databases(), kills, lanes, seed);
        tally.print(System.out);
        System.exit(tally.findings().isEmpty() ? 0 : 1);
    }

    /** {@code -Ddatabase=postgres} keeps the requests on a real server instead of in a file. */
    private static Function<Path, Database> databases() {
        return System.getProperty("database", "sqlite").equals("postgres")
                ? _ -> Database.postgres()
                : Database::sqlite;
    }

    /** So many kills, shared among so many desks that have nothing to do with each other. */
    static Tally run(
            Path folder, Function<Path, Database> databases, int kills, int lanes, long seed)
            throws IOException, InterruptedException, ExecutionException {
        var tally = new Tally(kills);
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var running = new ArrayList<Future<?>>();
            for (int lane = 0; lane < lanes; lane++) {
                var home = Files.createDirectory(folder.resolve("desk" + lane));
                var desk = new Lane(home, databases.apply(home), tally, lane, seed + lane);
                running.add(threads.submit(desk));
            }
            for (var lane : running) {
                lane.get();
            }
        }
        return tally;
    }
}
