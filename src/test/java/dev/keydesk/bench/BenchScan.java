package dev.keydesk.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import com.sun.management.OperatingSystemMXBean;

import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.config.Settings.Credential.FixedToken;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.OwnKeyWatch;
import dev.keydesk.expiry.Scan;
import dev.keydesk.expiry.ScanResult;
import dev.keydesk.expiry.ScanRuns;
import dev.keydesk.expiry.ServedApps;
import dev.keydesk.lookup.Absences;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.store.DatabaseTime;
import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;
import dev.keydesk.store.Store;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One measured process: reads the tenant a few times, in one of three ways, and says on one line
 * how long each took and what it wrote.
 */
public final class BenchScan {
    private static final int TIMES = Integer.getInteger("times", 4);
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private BenchScan() {}

    /**
     * Measures.
     *
     * @param args what to do, where Graph is, and a folder
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        var folder = Path.of(args[2]);
        switch (args[0]) {
            case "plain" -> plain(args[1]);
            case "first" -> first(args[1], folder);
            default -> again(args[1], folder);
        }
    }

    private static void plain(String url) throws IOException, InterruptedException {
        for (int time = 0; time < TIMES; time++) {
            var begun = Begun.now();
            begun.tell(PlainReader.read(url));
        }
    }

    /** Every time into a database that has seen nothing yet, by a desk that knows nothing yet. */
    private static void first(String url, Path folder) {
        for (int time = 0; time < TIMES; time++) {
            try (var desk = new Desk(folder.resolve("first" + time + ".db"), url)) {
                desk.scan();
            }
        }
    }

    /** The first scan is not counted. */
    private static void again(String url, Path folder) {
        try (var desk = new Desk(folder.resolve("again.db"), url)) {
            desk.scanUncounted();
            for (int time = 0; time < TIMES; time++) {
                desk.scan();
            }
        }
    }

    private record Begun(long at, long processorTime) {
        static Begun now() {
            return new Begun(System.nanoTime(), PROCESS.getProcessCpuTime());
        }

        void tell(int what) {
            System.out.printf(
                    "%d %d %d %d%n",
                    (System.nanoTime() - at) / 1_000_000,
                    (PROCESS.getProcessCpuTime() - processorTime) / 1_000_000,
                    what,
                    peakMegabytes());
        }
    }

    /**
     * The most that was in use at a time, garbage included; the heap's limit is in the settings.
     */
    private static long peakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / 1_000_000;
    }

    /** As much of a desk as scans. */
    private static final class Desk implements AutoCloseable {
        private final Db db;
        private final AppIndex index;
        private final Entra entra;
        private final List<ScanResult> written = new ArrayList<>();
        private final Scan scan;

        Desk(Path file, String url) {
            this.db = Store.open(new Settings.Database("jdbc:sqlite:" + file));
            this.index = new AppIndex();
            InstantSource clock = InstantSource.system();
            var credential = new FixedToken(SecretText.of("x"));
            var settings =
                    new Settings.Entra(
                            "11111111-1111-1111-1111-111111111111",
                            "22222222-2222-2222-2222-222222222222",
                            credential,
                            URI.create("https://127.0.0.1:1"),
                            URI.create(url),
                            Optional.empty());
            this.entra = new Entra(settings, EntraTimeouts.standard(), clock);
            var credentials = new Credentials(db, settings.clientId());
            this.scan =
                    new Scan(
                            new ScanRuns(
                                    db,
                                    new Leases(DatabaseTime.of(clock), clock),
                                    credentials,
                                    clock),
                            entra,
                            new EntraLookup(entra, new Absences(db), clock),
                            new ServedApps(db, index, _ -> true),
                            new OwnKeyWatch(credentials, credential, clock),
                            clock);
            scan.listeners().onResult(written::add);
            scan.begin();
        }

        void scanUncounted() {
            scan.refresh();
        }

        void scan() {
            var begun = Begun.now();
            scan.refresh();
            begun.tell(written.getLast().rows());
            if (index.asOf().orElse(Instant.EPOCH).equals(Instant.EPOCH) || index.size() < 1000) {
                throw new IllegalStateException("the index is not what it should be");
            }
        }

        @Override
        public void close() {
            entra.close();
            db.close();
        }
    }
}
