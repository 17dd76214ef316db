package dev.keydesk.simulation;

import dev.keydesk.store.ShortLived;

import java.nio.file.Path;

/** Fresh databases of one kind, as many as there are schedules. */
interface Grounds {
    /** The database of that schedule; it is gone when the schedule is over. */
    Ground of(long seed);

    /** A file for each. */
    static Grounds sqlite() {
        var folder = folder();
        return seed -> SqliteGround.in(in(folder, seed));
    }

    /** On a real server, which is started for it. */
    static Grounds postgres() {
        var folder = folder();
        return seed -> PostgresGround.fresh(in(folder, seed));
    }

    private static Path folder() {
        var folder = ShortLived.folder("keydesk-simulation");
        folder.toFile().deleteOnExit();
        return folder;
    }

    private static Path in(Path folder, long seed) {
        return folder.resolve("seed-" + seed);
    }
}
