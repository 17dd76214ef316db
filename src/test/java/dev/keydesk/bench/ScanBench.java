package dev.keydesk.bench;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.entra.GeneratedApps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * How long a scan of a large tenant takes beside a plain reader of the same pages. Each is a
 * process of its own with 128 MB of heap, and they take turns.
 */
public final class ScanBench {
    private static final int APPS = 100_000;
    private static final int SEED = 1;
    private static final int ONE_IN = 1_000;
    private static final int ROUNDS = Integer.getInteger("rounds", 2);
    private static final int TIMES = 4;
    private static final double GOAL = 1.3;

    /** The real Graph is slower than that; each scan is then measured once. */
    private static final Duration FAR = Duration.ofMillis(200);

    private final Path folder;
    private final TenantPages pages;

    private ScanBench(Path folder, TenantPages pages) {
        this.folder = folder;
        this.pages = pages;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try (var scratch = Scratch.within(Path.of("target"));
                var pages = new TenantPages()) {
            new ScanBench(scratch.path(), pages).run();
        }
    }

    /** One scan or reading: how long, how much of a processor, how many rows or keys, most heap. */
    private record Sample(long millis, long processorMillis, long what, long megabytes) {
        static Sample of(String line) {
            var parts = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
            return new Sample(parts[0], parts[1], parts[2], parts[3]);
        }
    }

    private void run() throws IOException, InterruptedException {
        var apps = GeneratedApps.tenant(APPS, SEED);
        pages.put("a", apps);
        pages.put("b", withAnotherKeyHereAndThere(apps));
        System.out.printf(
                "%nScan of %,d apps with %,d keys, %d pages, %.0f MB; each line is the median of"
                        + " the runs, the first run of each process apart%n%n",
                APPS, 2 * APPS, pages.pages("a"), pages.megabytes("a"));
        System.out.println(
                "| what | first run of a process, ms | later runs, ms | of a processor, ms"
                        + " | ratio, first | ratio, later | ratio, processor"
                        + " | rows written or keys read | most heap, MB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        compare(ROUNDS, TIMES, "");
        pages.setDistance(FAR);
        compare(1, 1, ", %d ms for each page".formatted(FAR.toMillis()));
        System.out.printf("%nGoal for a scan: at most %.1f times the plain reader%n", GOAL);
    }

    private void compare(int rounds, int times, String how)
            throws IOException, InterruptedException {
        List<String> ways = List.of("plain", "first", "again", "changed");
        List<List<List<Sample>>> all = new ArrayList<>();
        ways.forEach(_ -> all.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int way = 0; way < ways.size(); way++) {
                all.get(way).add(measured(ways.get(way), how.length() + "-" + round, times));
            }
        }
        var plain = all.getFirst();
        tell("plain reader" + how, plain, plain);
        tell("first scan, everything new" + how, all.get(1), plain);
        tell("second scan, nothing changed" + how, all.get(2), plain);
        tell("second scan, one app in a thousand changed" + how, all.get(3), plain);
    }

    private static List<AppRegistration> withAnotherKeyHereAndThere(List<AppRegistration> apps) {
        var changed = new ArrayList<AppRegistration>(apps.size());
        for (int place = 0; place < apps.size(); place++) {
            var app = apps.get(place);
            changed.add(place % ONE_IN == 0 ? withAnotherKey(app) : app);
        }
        return changed;
    }

    private static AppRegistration withAnotherKey(AppRegistration app) {
        var secrets = new ArrayList<>(app.secrets());
        var id = UUID.nameUUIDFromBytes(app.objectId().getBytes(StandardCharsets.UTF_8));
        secrets.add(
                new Secret(
                        id.toString(),
                        Optional.of("another"),
                        Optional.of("abc"),
                        Instant.EPOCH,
                        Instant.parse("2027-01-01T00:00:00Z")));
        return new AppRegistration(
                app.objectId(), app.clientId(), app.name(), app.signInAudience(), secrets);
    }

    private List<Sample> measured(String way, String round, int times)
            throws IOException, InterruptedException {
        var own = folder.resolve(way + round);
        if (!own.toFile().mkdir()) {
            throw new IOException("cannot make " + own);
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:+UseCompactObjectHeaders",
                                "-Xmx128m",
                                "-Dtimes=" + times,
                                "-classpath",
                                System.getProperty("java.class.path"),
                                BenchScan.class.getName(),
                                way,
                                pages.url(way.equals("changed") ? "by-turns" : "a"),
                                own.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        List<Sample> samples;
        try (var lines = process.inputReader()) {
            samples = lines.lines().map(Sample::of).toList();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("%s ended with %d".formatted(way, process.exitValue()));
        }
        return samples;
    }

    private static void tell(String what, List<List<Sample>> rounds, List<List<Sample>> plain) {
        System.out.printf(
                "| %s | %.0f | %.0f | %.0f | %.2f | %.2f | %.2f | %d | %d |%n",
                what,
                first(rounds),
                later(rounds, Sample::millis),
                later(rounds, Sample::processorMillis),
                first(rounds) / first(plain),
                later(rounds, Sample::millis) / later(plain, Sample::millis),
                later(rounds, Sample::processorMillis) / later(plain, Sample::processorMillis),
                rounds.getFirst().getLast().what(),
                rounds.stream()
                        .mapToLong(samples -> samples.getLast().megabytes())
                        .max()
                        .orElse(0));
    }

    private static double first(List<List<Sample>> rounds) {
        return median(rounds.stream().map(List::getFirst).toList(), Sample::millis);
    }

    private static double later(List<List<Sample>> rounds, ToLongFunction<Sample> what) {
        // Where there was only one run in a process, it is the one that counts.
        return median(
                rounds.stream()
                        .flatMap(samples -> samples.stream().skip(samples.size() == 1 ? 0 : 1))
                        .toList(),
                what);
    }

    private static double median(List<Sample> samples, ToLongFunction<Sample> what) {
        var sorted = samples.stream().mapToLong(what).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
