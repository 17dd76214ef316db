package dev.keydesk.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The table that a run prints, in Markdown, so that it can be kept as it is. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(String warmUp) {
        line("Keydesk benchmark of %s", LocalDate.now(ZoneOffset.UTC));
        line(
                "Java %s on %s, %d processors, load at the beginning %.1f",
                Runtime.version().feature(),
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                load());
        line("%s", warmUp);
        line("");
        line(
                "| what | Keydesk p50 / p99 ms | plain p50 / p99 ms | p50 ratio | p99 ratio"
                        + " | Keydesk per s | plain per s | goal |");
        line("|---|---|---|---|---|---|---|---|");
    }

    /**
     * One line of the table.
     *
     * @param goal for the p99 of Keydesk, in milliseconds; 0 for none
     */
    void compare(String what, Timings keydesk, Timings plain, double goal) {
        line(
                "| %s | %.2f / %.2f | %.2f / %.2f | %.1f | %.1f | %.0f | %.0f | %s |",
                what,
                keydesk.millis(50),
                keydesk.millis(99),
                plain.millis(50),
                plain.millis(99),
                keydesk.millis(50) / plain.millis(50),
                keydesk.millis(99) / plain.millis(99),
                keydesk.perSecond(),
                plain.perSecond(),
                goal == 0
                        ? ""
                        : "p99 under %.0f ms: %s".formatted(goal, met(keydesk.millis(99) < goal)));
    }

    void memory(String what, double keydesk, double plain, double goal) {
        line("");
        line(
                "%s: %.1f MB, plain list %.1f MB, ratio %.2f; under %.0f MB: %s",
                what, keydesk, plain, keydesk / plain, goal, met(keydesk < goal));
    }

    void end() {
        line("Load at the end %.1f", load());
    }

    private static String met(boolean goal) {
        return goal ? "met" : "MISSED";
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    @SuppressWarnings("AnnotateFormatMethod") // Only this class calls it, with texts of its own.
    private void line(String format, Object... values) {
        out.println(format.formatted(values));
    }
}
