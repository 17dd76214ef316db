package dev.keydesk.ops;

import dev.keydesk.apps.AppCatalog;
import dev.keydesk.chat.Ourselves;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.store.Db;
import dev.keydesk.web.Probe;

import java.util.List;

/** How each part is doing, from memory and one small query. */
public final class Health {
    private static final String ALIVE =
            """
            select readable_from from keydesk
            """;

    private final Db db;
    private final Ourselves ourselves;
    private final AppIndex index;
    private final AppCatalog catalog;

    public Health(Db db, Ourselves ourselves, AppIndex index, AppCatalog catalog) {
        this.db = db;
        this.ourselves = ourselves;
        this.index = index;
        this.catalog = catalog;
    }

    public List<Probe> probes() {
        return List.of(database(), slack(), apps());
    }

    private Probe database() {
        try {
            int format = db.read(sql -> sql.createQuery(ALIVE).mapTo(Integer.class).one());
            return Probe.up("database", "answers; format " + format);
        } catch (RuntimeException trouble) {
            return Probe.down(
                    "database",
                    "does not answer (%s). Is it up, its disk not full, and its file still there? Clicks are refused until it answers."
                            .formatted(trouble.getClass().getSimpleName()));
        }
    }

    private Probe slack() {
        var trouble = ourselves.trouble();
        if (ourselves.known().isEmpty()) {
            return Probe.down(
                    "slack",
                    "%s. Check SLACK_BOT_TOKEN, and whether Slack can be reached from here."
                            .formatted(trouble.orElse("not asked yet")));
        }
        return trouble.isPresent()
                ? Probe.ailing("slack", trouble.get())
                : Probe.up("slack", "answers");
    }

    /** An old list is ready: people are served while Entra is away. */
    private Probe apps() {
        var asOf = index.asOf();
        var trouble = catalog.trouble();
        if (asOf.isEmpty()) {
            return Probe.down(
                    "apps",
                    "the list of app registrations has never been read. %s"
                            .formatted(trouble.orElse("The first scan is under way.")));
        }
        var detail = "%d served, as of %s".formatted(index.size(), asOf.get());
        return trouble.isPresent()
                ? Probe.ailing("apps", detail + "; " + trouble.get())
                : Probe.up("apps", detail);
    }
}
