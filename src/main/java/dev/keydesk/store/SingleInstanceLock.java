package dev.keydesk.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reserves a SQLite file for one instance of Keydesk. A second one would do the same jobs and would
 * not see the first one's state in memory; commands of the operator are not kept away.
 *
 * <p>The operating system releases the lock when its holder ends, however that happens. The lock
 * file stays: if it were deleted, two could hold it, one of them under its old name.
 */
final class SingleInstanceLock implements AutoCloseable {
    private static final String SUFFIX = ".lock";

    /**
     * Checked first, because on Linux a lock belongs to the whole process: opening the file a
     * second time and closing it would release the first lock.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path place;
    private final FileChannel channel;

    private SingleInstanceLock(Path place, FileChannel channel) {
        this.place = place;
        this.channel = channel;
    }

    /**
     * Locks the file for this instance.
     *
     * @throws StoreException if another instance holds the lock; nothing was changed then
     */
    static SingleInstanceLock of(SqliteFile file) {
        try {
            var place = place(file);
            if (!HELD_HERE.add(place)) {
                throw taken(file);
            }
            return locked(file, place);
        } catch (IOException trouble) {
            throw new StoreException(
                    "The database %s cannot be reserved for this desk: the file %s beside it cannot be locked. Nothing was changed. Use a disk of this machine, not a network share."
                            .formatted(file.name(), file.name() + SUFFIX),
                    trouble);
        }
    }

    /** Returns the lock file beside the real file, whichever name it was opened by. */
    private static Path place(SqliteFile file) throws IOException {
        if (Files.exists(file.path())) {
            var real = file.path().toRealPath();
            return real.resolveSibling(real.getFileName() + SUFFIX);
        }
        var name = file.path().toAbsolutePath().getFileName();
        return file.folder().toRealPath().resolve(name + SUFFIX);
    }

    private static SingleInstanceLock locked(SqliteFile file, Path place) throws IOException {
        boolean ours = false;
        var channel = open(place);
        try {
            ours = channel.tryLock() != null;
            if (!ours) {
                throw taken(file);
            }
            return new SingleInstanceLock(place, channel);
        } finally {
            if (!ours) {
                HELD_HERE.remove(place);
                channel.close();
            }
        }
    }

    private static FileChannel open(Path place) throws IOException {
        try {
            return FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException unwritable) {
            HELD_HERE.remove(place);
            throw unwritable;
        }
    }

    private static StoreException taken(SqliteFile file) {
        return StoreException.passing(
                "Another desk already runs on the database %s, and a SQLite file serves one. This one did not start, and nothing was changed. Stop the other one first; for several nodes, use PostgreSQL."
                        .formatted(file.name()),
                null);
    }

    @Override
    public void close() {
        try (channel) {
            HELD_HERE.remove(place);
        } catch (IOException harmless) {
            throw new StoreException("The lock %s was not given back.".formatted(place), harmless);
        }
    }
}
