package dev.keydesk.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.GeneratedApps;
import dev.keydesk.entra.Serves;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code mvn -q verify -Pbench}: how long the desk takes to acknowledge and to suggest, and what
 * its index weighs. Rounds of the desk and of the plain program take turns, so that a busy moment
 * of the machine meets both.
 */
public final class Bench {
    private static final int APPS = 100_000;
    private static final int SEED = 1;
    private static final int CALLERS = 50;
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 5;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(2);
    private static final Crowd ONE = new Crowd(1, 300, LONGEST_ROUND);
    private static final Crowd EVERYBODY = new Crowd(CALLERS, 20, LONGEST_ROUND);

    private final Report report = new Report(System.out);

    private Bench() {}

    public static void main(String[] args) throws IOException, SQLException {
        // The bot speaks of each scan and click; here only the report is wanted.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        new Bench().run();
    }

    private void run() throws IOException, SQLException {
        report.begin(warmUp());
        var list = Heap.of(() -> GeneratedApps.tenant(APPS, SEED));
        var index = Heap.of(Bench::filledIndex);
        inProcess(index.made(), list.made());
        Path folder = Files.createTempDirectory(Path.of("target"), "bench");
        try (var rig = new Rig(folder, CALLERS, list.made())) {
            rig.awaitReady();
            overTheWire(rig, new Typing(list.made()));
        }
        report.memory("Heap of 100,000 apps", index.megabytes(), list.megabytes(), 100);
        report.end();
    }

    private static String warmUp() {
        return "Before each line %d rounds that are not counted; then %d rounds in turns, each of at most %d s."
                .formatted(WARM_UP, ROUNDS, LONGEST_ROUND.toSeconds());
    }

    /** The apps it was made of are garbage by the time the heap is read. */
    private static AppIndex filledIndex() {
        var index = new AppIndex();
        index.replace(GeneratedApps.tenant(APPS, SEED), Instant.EPOCH);
        return index;
    }

    private void inProcess(AppIndex index, List<AppRegistration> apps) {
        var typing = new Typing(apps);
        var plain = new PlainList(apps);
        compare(
                "suggestion over 100,000 apps, in process",
                ONE,
                _ -> timed(() -> index.suggest(typing.next(), Serves.everything(), 100)),
                _ -> timed(() -> plain.containing(typing.next(), 100)),
                20);
    }

    private void overTheWire(Rig rig, Typing typing) {
        compare(
                "suggestion over 100,000 apps, over HTTP",
                ONE,
                caller -> rig.suggests(Rig.Side.DESK, caller, typing.next()),
                caller -> rig.suggests(Rig.Side.PLAIN, caller, typing.next()),
                20);
        compare("command with views.open, 1 caller", ONE, rig::commands, rig::posts, 50);
        compare(
                "command with views.open, %d callers".formatted(CALLERS),
                EVERYBODY,
                rig::commands,
                rig::posts,
                50);
        compare("click, 1 caller", ONE, rig::clicks, rig::stores, 50);
        compare("click, %d callers".formatted(CALLERS), EVERYBODY, rig::clicks, rig::stores, 50);
    }

    /** The rounds of the two take turns. */
    private void compare(
            String what, Crowd crowd, Crowd.Call keydesk, Crowd.Call plain, double goal) {
        List<Timings> ours = new ArrayList<>();
        List<Timings> theirs = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            ours.add(crowd.round(keydesk));
            theirs.add(crowd.round(plain));
        }
        report.compare(
                what,
                Timings.together(ours.subList(WARM_UP, ours.size())),
                Timings.together(theirs.subList(WARM_UP, theirs.size())),
                goal);
    }

    private static long timed(Supplier<List<AppRegistration>> search) {
        long from = System.nanoTime();
        var found = search.get();
        long took = System.nanoTime() - from;
        if (found.size() > 100) {
            throw new IllegalStateException("more than were asked for");
        }
        return took;
    }
}
