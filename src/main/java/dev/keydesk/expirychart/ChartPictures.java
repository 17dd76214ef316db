package dev.keydesk.expirychart;

import dev.keydesk.store.Db;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Charts at addresses that nobody can guess. Slack fetches and caches them, so the same numbers
 * have the same address, and new numbers a new one.
 */
public final class ChartPictures {
    private static final Logger log = LoggerFactory.getLogger(ChartPictures.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final int ID_BYTES = 16;

    /** Anything that shows an older chart is rendered again when somebody opens it. */
    private static final Duration KEPT = Duration.ofDays(100);

    /** Slack tries the address each time a message names it, and people wait for that. */
    private static final Duration NOT_TRIED_AGAIN = Duration.ofHours(1);

    private static final int MOST_IN_MEMORY = 50;

    private static final String NOT_FETCHED =
            "Slack could not fetch a picture from KEYDESK_PUBLIC_URL at %s, so people see the"
                    + " figures as text. Does Slack reach /months/ there?";

    private static final String CANNOT_DRAW =
            "No picture could be drawn here at %s, so people see the figures as text. Java's"
                    + " drawing needs FreeType and fontconfig on this machine; the log says more.";

    private final ChartRows rows;
    private final Optional<URI> publicUrl;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, byte[]> drawn = new LinkedHashMap<>();
    private @Nullable ChartImage chartImage;
    private volatile Optional<Trouble> trouble = Optional.empty();

    /** Why Slack cannot fetch charts, since when. */
    private record Trouble(Instant at, String sentence) {}

    /**
     * Stores the numbers in the database.
     *
     * @param publicUrl where Slack reaches Keydesk; without it there are no charts
     */
    public ChartPictures(
            Db db, Optional<URI> publicUrl, InstantSource clock, RandomGenerator random) {
        this.rows = new ChartRows(db);
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Returns the address of the chart; empty if Slack could not fetch it, or the chart is empty.
     */
    public Optional<URI> address(ExpiryChart expiryChart) {
        if (publicUrl.isEmpty() || expiryChart.total() == 0 || trouble().isPresent()) {
            return Optional.empty();
        }
        var id = rows.idOf(expiryChart, freshId(), clock.instant());
        return canDraw(id, expiryChart)
                ? Optional.of(under(publicUrl.get(), "/months/%s.png".formatted(id)))
                : Optional.empty();
    }

    /** Slack waits only a few seconds, and the first picture takes longer. */
    private boolean canDraw(String id, ExpiryChart expiryChart) {
        try {
            png(id, expiryChart);
            return true;
        } catch (LinkageError | InternalError | IllegalStateException noFonts) {
            log.warn("no picture can be drawn here", noFonts);
            trouble = Optional.of(new Trouble(clock.instant(), CANNOT_DRAW));
            return false;
        }
    }

    private static URI under(URI base, String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    private String freshId() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Returns the chart with that id as a PNG; empty if there is none. Anybody may ask for any id.
     */
    public Optional<byte[]> png(String id) {
        return ID.matcher(id).matches()
                ? rows.find(id).map(expiryChart -> png(id, expiryChart))
                : Optional.empty();
    }

    private synchronized byte[] png(String id, ExpiryChart expiryChart) {
        var known = drawn.get(id);
        if (known != null) {
            return known;
        }
        var ready = chartImage;
        if (ready == null) {
            ready = ChartImage.ready();
            chartImage = ready;
        }
        var png = ready.png(expiryChart);
        if (drawn.size() >= MOST_IN_MEMORY) {
            drawn.clear();
        }
        drawn.put(id, png);
        return png;
    }

    /** Records that Slack could not fetch a chart; for an hour people get the numbers as text. */
    public void refused(String error) {
        log.warn(
                "Slack did not accept a picture ({}): does it reach {} ?",
                error,
                publicUrl.map(url -> under(url, "/months/").toString()).orElse(""));
        trouble = Optional.of(new Trouble(clock.instant(), NOT_FETCHED));
    }

    /** Returns why there are no charts at the moment, for the operator. */
    public Optional<String> trouble() {
        return trouble.filter(it -> it.at().plus(NOT_TRIED_AGAIN).isAfter(clock.instant()))
                .map(it -> it.sentence().formatted(it.at()));
    }

    public void forgetOld() {
        rows.forget(clock.instant().minus(KEPT));
    }
}
