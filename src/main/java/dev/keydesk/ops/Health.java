package dev.keydesk.ops;

import dev.keydesk.chat.Ourselves;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.ClockDifference;
import dev.keydesk.entra.Entra;
import dev.keydesk.expiry.OwnKey;
import dev.keydesk.expiry.OwnKeyWatch;
import dev.keydesk.expiry.Scan;
import dev.keydesk.months.Pictures;
import dev.keydesk.store.Db;
import dev.keydesk.store.StoreTrouble;
import dev.keydesk.web.Probe;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** How each part is doing, from memory and one small query. */
public final class Health {
    private static final String FILES = "files:write";

    private final Db db;
    private final Ourselves ourselves;
    private final AppIndex index;
    private final Scan scan;
    private final OwnKeyWatch ownKey;
    private final Pictures pictures;
    private final Entra entra;
    private final InstantSource clock;
    private final Rounds rounds;

    public Health(
            Db db,
            Ourselves ourselves,
            AppIndex index,
            Scan scan,
            OwnKeyWatch ownKey,
            Pictures pictures,
            Entra entra,
            InstantSource clock,
            Rounds rounds) {
        this.db = db;
        this.ourselves = ourselves;
        this.index = index;
        this.scan = scan;
        this.ownKey = ownKey;
        this.pictures = pictures;
        this.entra = entra;
        this.clock = clock;
        this.rounds = rounds;
    }

    public List<Probe> probes() {
        return List.of(database(), slack(), apps(), ownKey(), clock(), rounds());
    }

    private Probe database() {
        try {
            var answers = "answers; format " + db.prove();
            return db.newConnectionTrouble()
                    .map(why ->
                            Probe.ailing(
                                    "database", answers + ", but takes no new connection. " + why))
                    .orElseGet(() -> Probe.up("database", answers));
        } catch (StoreTrouble unusable) {
            return Probe.down("database", String.valueOf(unusable.getMessage()));
        } catch (RuntimeException trouble) {
            return Probe.down(
                    "database",
                    "does not answer, or takes no change (%s). Is it up, its disk not full, and its file still there? Clicks are refused until it answers."
                            .formatted(trouble.getClass().getSimpleName()));
        }
    }

    private Probe slack() {
        var trouble = ourselves.trouble();
        if (ourselves.known().isEmpty()) {
            return Probe.down("slack", withAdvice(trouble.orElse("not asked yet")));
        }
        // What people miss, and nobody who runs the desk would see.
        return trouble.or(this::noFiles)
                .or(pictures::trouble)
                .map(sentence -> Probe.ailing("slack", sentence))
                .orElseGet(() -> Probe.up("slack", "answers"));
    }

    /** What closed the way to Slack ends with what to do. */
    private static String withAdvice(String trouble) {
        return trouble.endsWith(".") || trouble.endsWith("?")
                ? trouble
                : trouble + ". Check SLACK_BOT_TOKEN, and whether Slack can be reached from here.";
    }

    private Optional<String> noFiles() {
        return ourselves
                .known()
                .filter(us -> !us.scopes().isEmpty() && !us.scopes().contains(FILES))
                .map(_ ->
                        "the token lacks %s, so nobody gets a list as CSV. Put this version's manifest.yml into the Slack app and reinstall it."
                                .formatted(FILES));
    }

    /** An old list is ready: people are served while Entra is away. */
    private Probe apps() {
        var asOf = index.asOf();
        var trouble = scan.trouble();
        if (asOf.isEmpty()) {
            return Probe.down(
                    "apps",
                    "the list of app registrations has never been read. %s"
                            .formatted(trouble.orElse("The first scan is under way.")));
        }
        var detail = "%s served, as of %s".formatted(index.size(), asOf.get());
        return trouble.isPresent()
                ? Probe.ailing("apps", detail + "; " + trouble.get())
                : Probe.up("apps", detail);
    }

    /** What nobody notices until nobody gets a secret any more. */
    private Probe ownKey() {
        return ownKey.current().map(this::ownKey).orElseGet(() -> Probe.up("own key", OwnKey.NONE));
    }

    private Probe ownKey(OwnKey key) {
        var now = clock.instant();
        return key.needsAttention(now)
                ? Probe.ailing("own key", "%s. %s".formatted(key.inWords(now), key.advice()))
                : Probe.up("own key", key.inWords(now));
    }

    private Probe rounds() {
        var troubles = rounds.troubles();
        return troubles.isEmpty()
                ? Probe.up("rounds", "end well")
                : Probe.ailing(
                        "rounds",
                        "what the desk does again and again failed, and is tried at its next time: %s. The log says more."
                                .formatted(String.join("; ", troubles)));
    }

    private Probe clock() {
        return entra.clockDifference()
                .map(Health::clock)
                .orElseGet(() ->
                        Probe.up("clock", "not compared lately: Entra has not told the time"));
    }

    /** From five minutes on Slack's deliveries are refused and no key is made: nobody is served. */
    private static Probe clock(ClockDifference difference) {
        var detail = "this machine's clock is " + difference.inWords();
        if (difference.isHarmful()) {
            return Probe.down(
                    "clock",
                    detail
                            + ", so Slack's deliveries are refused and no keys are made. Switch on"
                            + " NTP.");
        }
        return difference.isNoticeable()
                ? Probe.ailing("clock", detail + ". Switch on NTP before it hurts, at 5 minutes.")
                : Probe.up("clock", detail);
    }
}
