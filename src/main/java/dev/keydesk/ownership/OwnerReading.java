package dev.keydesk.ownership;

import dev.keydesk.entra.EntraFailure;
import dev.keydesk.store.Db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads the owners of all apps with credentials in advance, so that people need not wait for Entra:
 * a few hundred apps at a time, each once a day, at low priority, on one node.
 */
public final class OwnerReading {
    private static final Logger log = LoggerFactory.getLogger(OwnerReading.class);
    private static final Duration AGAIN = Duration.ofDays(1);

    /** With pauses of ten minutes that is 43,000 apps a day. */
    private static final int MOST_AT_ONCE = 300;

    /** A look goes through all apps, which takes a tenth of a second in a large tenant. */
    private static final Duration NOTHING_DUE = Duration.ofMinutes(1);

    private static final Duration REST = Duration.ofMinutes(10);

    private final AppOwners owners;
    private final OwnerRows rows;
    private final InstantSource clock;
    private volatile Instant restsUntil = Instant.MIN;

    public OwnerReading(Db db, AppOwners owners, InstantSource clock) {
        this.owners = owners;
        this.rows = new OwnerRows(db);
        this.clock = clock;
    }

    /**
     * Reads the owners that are due, longest waiting first; called often, so that owners are known
     * soon after the first scan. If there are more, or Entra is busy, it pauses.
     */
    public void look() {
        if (clock.instant().isBefore(restsUntil)) {
            return;
        }
        var due = rows.due(clock.instant().minus(AGAIN), MOST_AT_ONCE);
        if (due.isEmpty()) {
            restsUntil = clock.instant().plus(NOTHING_DUE);
        } else if (!readAll(due) || due.size() == MOST_AT_ONCE) {
            restsUntil = clock.instant().plus(REST);
        }
    }

    /** Returns false if the other apps should wait. */
    private boolean readAll(List<String> due) {
        return due.stream().allMatch(this::read);
    }

    /** Returns false if Entra should not be asked for now. */
    private boolean read(String app) {
        try {
            owners.read(app);
            return true;
        } catch (EntraFailure later) {
            log.info("owners are read later: {}", later.facts());
            return false;
        }
    }
}
