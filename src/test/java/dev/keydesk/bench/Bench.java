package dev.keydesk.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.GeneratedApps;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * {@code mvn -q verify -Pbench}: how long the desk takes to acknowledge and to suggest, and what
 * its index weighs; then {@link ScanBench}, {@link SandboxBench} and {@link RemindersBench}. Rounds
 * of the desk and of the plain program take turns, so that a busy moment of the machine meets both.
 */
public final class Bench {
    private static final int APPS = 100_000;
    private static final int SEED = 1;
    private static final int CALLERS = 50;
    private static final int FIRST_WARM_UP = 15;
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 7;
    private static final Duration LONGEST_ROUND = Duration.ofMillis(400);
    private static final BenchRound ONE = new LoadClients(1, 300, LONGEST_ROUND);
    private static final BenchRound AT_ONE_MOMENT = new Bursts(CALLERS, 3);
    private static final BenchRound EVERYBODY = new LoadClients(CALLERS, 50, LONGEST_ROUND);

    private static final BenchRound LINKS = new LoadClients(16, 8, LONGEST_ROUND);

    /** One for each call there can be in all rounds; none is used twice. */
    private static final int VISITORS = 16 * 8 * (WARM_UP + ROUNDS);

    private final Report report = new Report(System.out);
    private Runnable pause = () -> {};

    private Bench() {}

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        // The bot speaks of each scan and click; here only the report is wanted.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        new Bench().run();
        ScanBench.main(args);
        SandboxBench.main(args);
        RemindersBench.main(args);
    }

    private void run() throws IOException, SQLException {
        report.begin(method());
        var list = Heap.of(() -> GeneratedApps.tenant(APPS, SEED));
        var index = Heap.of(Bench::filledIndex);
        inProcess(index.made(), list.made());
        try (var folder = Scratch.within(Path.of("target"));
                var rig = new Rig(folder.path(), CALLERS, list.made())) {
            rig.awaitReady();
            pause = rig::awaitSettled;
            warmUp(rig);
            overTheWire(rig, new Typing(list.made()), new Typing(list.made()));
        }
        report.memory("Heap of 100,000 apps", index.megabytes(), list.megabytes(), 60);
        report.end();
    }

    private static String method() {
        return "%d rounds of commands and clicks to warm up; then for each line %d more, and %d of Keydesk and %d of the plain program in turns, of at most %d ms each. A figure is the median of the rounds."
                .formatted(FIRST_WARM_UP, WARM_UP, ROUNDS, ROUNDS, LONGEST_ROUND.toMillis());
    }

    /** The apps it was made of are garbage by the time the heap is read. */
    private static AppIndex filledIndex() {
        var index = new AppIndex();
        index.replace(GeneratedApps.tenant(APPS, SEED), Instant.EPOCH);
        return index;
    }

    private void inProcess(AppIndex index, List<AppRegistration> apps) {
        var typed = new Typing(apps);
        var typedToPlain = new Typing(apps);
        var plain = new PlainList(apps);
        compare(
                "suggestion over 100,000 apps, in process",
                ONE,
                _ -> timed(() -> index.suggest(typed.next(), 100)),
                _ -> timed(() -> plain.containing(typedToPlain.next(), 100)),
                20);
    }

    /** The compiler of the running program needs some ten thousand calls before it rests. */
    private static void warmUp(Rig rig) {
        for (int count = 0; count < FIRST_WARM_UP; count++) {
            EVERYBODY.of(rig::commands);
            EVERYBODY.of(rig::clicks);
            rig.awaitSettled();
        }
    }

    private void overTheWire(Rig rig, Typing typed, Typing typedToPlain) throws SQLException {
        compare(
                "suggestion over 100,000 apps, over HTTP",
                ONE,
                caller -> rig.suggests(Rig.Side.DESK, caller, typed.next()),
                caller -> rig.suggests(Rig.Side.PLAIN, caller, typedToPlain.next()),
                20);
        compare(
                "forged delivery, 1 caller",
                ONE,
                caller -> rig.forgeries(Rig.Side.DESK, caller),
                caller -> rig.forgeries(Rig.Side.PLAIN, caller),
                OptionalDouble.empty());
        compare(
                "forged delivery, 50 without a pause",
                EVERYBODY,
                caller -> rig.forgeries(Rig.Side.DESK, caller),
                caller -> rig.forgeries(Rig.Side.PLAIN, caller),
                OptionalDouble.empty());
        compare("command, 1 caller", ONE, rig::commands, rig::posts, 50);
        compare("command, 50 at one moment", AT_ONE_MOMENT, rig::commands, rig::posts, 50);
        compare("command, 50 without a pause", EVERYBODY, rig::commands, rig::posts, 50);
        compare("click, 1 caller", ONE, rig::clicks, rig::stores, 50);
        compare("click, 50 at one moment", AT_ONE_MOMENT, rig::clicks, rig::stores, 50);
        compare("click, 50 without a pause", EVERYBODY, rig::clicks, rig::stores, 50);
        try (var visitors = rig.visitors(VISITORS)) {
            compare(
                    "pick-up by link, 16 connections",
                    LINKS,
                    _ -> visitors.picksUp(),
                    rig::stores,
                    OptionalDouble.empty());
        }
    }

    /** The rounds of the two take turns; what the desk's calls leave to do is done in between. */
    private void compare(String what, BenchRound round, Call keydesk, Call plain, double goal) {
        compare(what, round, keydesk, plain, OptionalDouble.of(goal));
    }

    private void compare(
            String what, BenchRound round, Call keydesk, Call plain, OptionalDouble goal) {
        List<Timings> ours = new ArrayList<>();
        List<Timings> theirs = new ArrayList<>();
        for (int count = 0; count < WARM_UP + ROUNDS; count++) {
            ours.add(round.of(keydesk));
            pause.run();
            theirs.add(round.of(plain));
        }
        report.compare(
                what,
                new BenchRounds(ours.subList(WARM_UP, ours.size())),
                new BenchRounds(theirs.subList(WARM_UP, theirs.size())),
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
