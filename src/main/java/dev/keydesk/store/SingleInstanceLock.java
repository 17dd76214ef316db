package dev.keydesk.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a SQLite file for one desk. A second one would do the first one's jobs as well and know
 * nothing of its turns in memory; commands of the operator are no desk, and are not kept away.
 *
 * <p>The operating system gives the lock back when its holder is gone, however that came about. The
 * file of the lock stays: taking it away would let two have it, one of them by its old name.
 */
final class SingleInstanceLock implements AutoCloseable {
    private static final String SUFFIX = ".lock";

    /**
     * Asked first, because to Linux a lock belongs to the whole process: looking at the file a
     * second time from here, and closing it again, would give up the lock of the first.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path place;
    private final FileChannel channel;

    private SingleInstanceLock(Path place, FileChannel channel) {
        this.place = place;
        this.channel = channel;
    }

    /**
     * Takes the file for this desk.
     *
     * @throws StoreException if another desk has it; nothing was changed then
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
                    "The database %s cannot be kept for this desk alone: the file %s beside it cannot be locked. Nothing was changed. Use a disk of this machine, not a network share."
                            .formatted(file.name(), file.name() + SUFFIX),
                    trouble);
        }
    }

    /** Beside the file itself, by whichever name it was called. */
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
