package dev.keydesk.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fresh databases of one kind, as many as there are schedules. */
interface Grounds {
    /** The database of that schedule; it is gone when the schedule is over. */
    Ground of(long seed);

    /** Files, each a copy of one that is made first. */
    static Grounds sqlite() throws IOException {
        var folder = folder();
        var template = SqliteGround.template(folder);
        template.toFile().deleteOnExit();
        return seed -> SqliteGround.copyOf(template, in(folder, seed));
    }

    /** On a real server, which is started for it. */
    static Grounds postgres() throws IOException {
        var folder = folder();
        return seed -> PostgresGround.fresh(in(folder, seed));
    }

    private static Path folder() throws IOException {
        var folder = Files.createTempDirectory("keydesk-simulation");
        folder.toFile().deleteOnExit();
        return folder;
    }

    private static Path in(Path folder, long seed) {
        return folder.resolve("seed-" + seed);
    }
}
