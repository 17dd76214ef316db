package dev.keydesk.monitoring;

import dev.keydesk.chat.BotIdentity;
import dev.keydesk.entra.ClockDifference;
import dev.keydesk.entra.Entra;
import dev.keydesk.expiry.OwnKey;
import dev.keydesk.expiry.OwnKeyWatch;
import dev.keydesk.expiry.Scan;
import dev.keydesk.expiry.ScanFeature;
import dev.keydesk.expiry.ServedApps;
import dev.keydesk.expirychart.ChartPictures;
import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.platform.Platform;
import dev.keydesk.store.Db;
import dev.keydesk.store.StoreException;
import dev.keydesk.web.HealthProbe;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The state of each part, from memory and one small query. */
public final class Health {
    private static final String FILES = "files:write";

    private final Db db;
    private final PeriodicTasks periodicTasks;
    private final InstantSource clock;
    private final BotIdentity botIdentity;
    private final Entra entra;
    private final Scan scan;
    private final ServedApps servedApps;
    private final OwnKeyWatch ownKey;
    private final ChartPictures chartPictures;

    public Health(
            Platform platform,
            BotIdentity botIdentity,
            Entra entra,
            ScanFeature scanning,
            ChartPictures chartPictures) {
        this.db = platform.db();
        this.periodicTasks = platform.periodicTasks();
        this.clock = platform.clock();
        this.botIdentity = botIdentity;
        this.entra = entra;
        this.scan = scanning.scan();
        this.servedApps = scanning.servedApps();
        this.ownKey = scanning.ownKey();
        this.chartPictures = chartPictures;
    }

    /** Returns the state of every part. */
    public List<HealthProbe> probes() {
        return List.of(database(), slack(), apps(), ownKey(), clock(), rounds());
    }

    private HealthProbe database() {
        try {
            var answers = "answers; format " + db.healthCheck();
            return db.newConnectionTrouble()
                    .map(why ->
                            HealthProbe.ailing(
                                    "database",
                                    answers + ", but accepts no new connection. " + why))
                    .orElseGet(() -> HealthProbe.up("database", answers));
        } catch (StoreException unusable) {
            return HealthProbe.down("database", String.valueOf(unusable.getMessage()));
        } catch (RuntimeException trouble) {
            return HealthProbe.down(
                    "database",
                    "does not answer, or accepts no change (%s). Check that it is running, its disk is not full, and its file is there. Clicks are refused until it answers."
                            .formatted(trouble.getClass().getSimpleName()));
        }
    }

    private HealthProbe slack() {
        var trouble = botIdentity.trouble();
        if (botIdentity.known().isEmpty()) {
            return HealthProbe.down("slack", withAdvice(trouble.orElse("not asked yet")));
        }
        // Problems that people notice, but that the operator would not see otherwise.
        return trouble.or(this::noFiles)
                .or(chartPictures::trouble)
                .map(sentence -> HealthProbe.ailing("slack", sentence))
                .orElseGet(() -> HealthProbe.up("slack", "answers"));
    }

    /** A sentence about the network already ends with advice. */
    private static String withAdvice(String trouble) {
        return trouble.endsWith(".") || trouble.endsWith("?")
                ? trouble
                : trouble + ". Check SLACK_BOT_TOKEN, and whether this machine can reach Slack.";
    }

    private Optional<String> noFiles() {
        return botIdentity
                .known()
                .filter(us -> !us.scopes().isEmpty() && !us.scopes().contains(FILES))
                .map(_ ->
                        "the token lacks %s, so nobody gets a list as CSV. Put this version's manifest.yml into the Slack app and reinstall it."
                                .formatted(FILES));
    }

    /** An old list is enough to be ready: people are served while Entra does not answer. */
    private HealthProbe apps() {
        var asOf = servedApps.asOf();
        var trouble = scan.trouble();
        if (asOf.isEmpty()) {
            return HealthProbe.down(
                    "apps",
                    "the list of app registrations has never been read. %s"
                            .formatted(trouble.orElse("The first scan is running.")));
        }
        var detail = "%s served, as of %s".formatted(servedApps.size(), asOf.get());
        return trouble.isPresent()
                ? HealthProbe.ailing("apps", detail + "; " + trouble.get())
                : HealthProbe.up("apps", detail);
    }

    /** Nobody would notice this until nobody gets a secret any more. */
    private HealthProbe ownKey() {
        return ownKey.current()
                .map(this::ownKey)
                .orElseGet(() -> HealthProbe.up("own credential", OwnKey.NONE));
    }

    private HealthProbe ownKey(OwnKey key) {
        var now = clock.instant();
        return key.needsAttention(now)
                ? HealthProbe.ailing(
                        "own credential", "%s. %s".formatted(key.inWords(now), key.advice()))
                : HealthProbe.up("own credential", key.inWords(now));
    }

    private HealthProbe rounds() {
        var troubles = periodicTasks.troubles();
        return troubles.isEmpty()
                ? HealthProbe.up("periodic tasks", "all succeed")
                : HealthProbe.ailing(
                        "periodic tasks",
                        "these periodic tasks failed: %s. Each is tried again at its next time. The log says more."
                                .formatted(String.join("; ", troubles)));
    }

    private HealthProbe clock() {
        return entra.clockDifference()
                .map(Health::clock)
                .orElseGet(() ->
                        HealthProbe.up(
                                "clock", "not compared lately: Entra has not sent the time"));
    }

    /**
     * From five minutes on Slack's requests are refused and no secret is made: nobody is served.
     */
    private static HealthProbe clock(ClockDifference difference) {
        var detail = "this machine's clock is " + difference.inWords();
        if (difference.isHarmful()) {
            return HealthProbe.down(
                    "clock",
                    detail
                            + ", so Slack's deliveries are refused and no client secrets are made."
                            + " Switch on NTP.");
        }
        return difference.isNoticeable()
                ? HealthProbe.ailing(
                        "clock", detail + ". Switch on NTP; from 5 minutes on, nothing works.")
                : HealthProbe.up("clock", detail);
    }
}
