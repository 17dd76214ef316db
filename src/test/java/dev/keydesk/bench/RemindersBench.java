package dev.keydesk.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import dev.keydesk.bench.ReminderMorning.Figures;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The morning of a company with 5,000 apps, each with an owner of its own and a key that is due,
 * and 500 more that a tag leads to one channel. Time is made, so only what Slack allows a minute
 * counts, and not how fast the machine is.
 */
public final class RemindersBench {
    private static final int OWNED = 5_000;
    private static final int TAGGED = 500;
    private static final int MORNING = 180;

    private final PrintStream out = System.out;

    private RemindersBench() {}

    public static void main(String[] args) throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        new RemindersBench().run();
    }

    private void run() throws IOException {
        out.println();
        out.println(
                "| morning of 5,000 owners | fixed routes told | the last after | owners told | the"
                    + " last after | told twice | addresses asked | asked twice | refused by Slack"
                    + " | the machine took |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
        line("without a restart", false);
        line("with a restart after 40 minutes", true);
    }

    private void line(String what, boolean restart) throws IOException {
        long from = System.nanoTime();
        try (var folder = Scratch.within(Path.of("target"));
                var morning = new ReminderMorning(folder.path(), OWNED, TAGGED, it -> it)) {
            if (restart) {
                morning.passes(40);
                morning.world().restart();
                morning.passes(MORNING - 40);
            } else {
                morning.passes(MORNING);
            }
            var took = Duration.ofNanos(System.nanoTime() - from);
            out.println(line(what, morning.figures(), took));
        }
    }

    private static String line(String what, Figures figures, Duration took) {
        boolean met =
                figures.fixedTold() == TAGGED
                        && figures.fixedAfter().compareTo(Duration.ofMinutes(1)) <= 0
                        && figures.told() == OWNED
                        && figures.after().compareTo(Duration.ofHours(3)) < 0
                        && figures.twice().isEmpty()
                        && figures.askedTwice().isEmpty();
        return "| %s: %s | %d of %d | %d s | %d of %d | %d min | %d | %d | %d | %d | %d s |"
                .formatted(
                        what,
                        met ? "met" : "MISSED",
                        figures.fixedTold(),
                        TAGGED,
                        figures.fixedAfter().toSeconds(),
                        figures.told(),
                        OWNED,
                        figures.after().toMinutes(),
                        figures.twice().size(),
                        figures.lookUps(),
                        figures.askedTwice().size(),
                        figures.refused(),
                        took.toSeconds());
    }
}
