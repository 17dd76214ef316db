package dev.keydesk.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalDouble;

/** The table that a run prints, in Markdown, so that it can be kept as it is. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(String method) {
        line("Keydesk benchmark of %s".formatted(LocalDate.now(ZoneOffset.UTC)));
        line(
                "Java %s on %s, %d processors, load at the beginning %.1f"
                        .formatted(
                                Runtime.version().feature(),
                                System.getProperty("os.name"),
                                Runtime.getRuntime().availableProcessors(),
                                load()));
        line(method);
        line("");
        line(
                "| what | Keydesk p50 / p99 ms | plain p50 / p99 ms | p50 ratio | p99 ratio"
                        + " | Keydesk per s | plain per s | goal for the p99 |");
        line("|---|---|---|---|---|---|---|---|");
    }

    /**
     * One line of the table.
     *
     * @param goal for the p99 of Keydesk, in milliseconds; empty if there is none
     */
    void compare(String what, BenchRounds keydesk, BenchRounds plain, OptionalDouble goal) {
        line(
                "| %s | %.2f / %.2f | %.2f / %.2f | %.1f | %.1f | %.0f | %.0f | %s |"
                        .formatted(
                                what,
                                keydesk.millis(50),
                                keydesk.millis(99),
                                plain.millis(50),
                                plain.millis(99),
                                keydesk.millis(50) / plain.millis(50),
                                keydesk.millis(99) / plain.millis(99),
                                keydesk.perSecond(),
                                plain.perSecond(),
                                goal.isPresent()
                                        ? "under %.0f ms: %s"
                                                .formatted(
                                                        goal.getAsDouble(),
                                                        met(
                                                                keydesk.millis(99)
                                                                        < goal.getAsDouble()))
                                        : "none"));
    }

    /** What something weighs on the heap, in megabytes. */
    void memory(String what, double keydesk, double plain, double goal) {
        line("");
        line(
                "%s: the index %.1f MB, a plain list %.1f MB, ratio %.2f; goal for the index, under %.0f MB: %s"
                        .formatted(
                                what, keydesk, plain, keydesk / plain, goal, met(keydesk < goal)));
    }

    void end() {
        line("Load at the end %.1f".formatted(load()));
    }

    private static String met(boolean goal) {
        return goal ? "met" : "MISSED";
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void line(String text) {
        out.println(text);
    }
}
