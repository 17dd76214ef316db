package dev.keydesk.jobs;

import dev.keydesk.store.Db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when a newer version, which runs beside this one, has written data that this one cannot
 * read. From then on this node begins no jobs and leaves them to newer nodes; {@link Db} refuses
 * clicks, and {@code /ready} says why.
 */
public final class SchemaVersionGuard {
    private static final Logger log = LoggerFactory.getLogger(SchemaVersionGuard.class);

    private final Db db;
    private final Jobs jobs;
    private boolean stopped;

    public SchemaVersionGuard(Db db, Jobs jobs) {
        this.db = db;
        this.jobs = jobs;
    }

    /**
     * Checks once, and pauses or resumes the jobs: the database may also return to a backup that
     * this version can read.
     */
    public void look() {
        boolean outgrown = db.isOutgrown();
        if (outgrown && !stopped) {
            log.error("a newer keydesk has changed the database; this node takes no more work");
            jobs.jobScheduler().pause();
        } else if (!outgrown && stopped) {
            log.info("the database is one that this version reads; this node goes on");
            jobs.jobScheduler().resume();
        }
        stopped = outgrown;
    }
}
