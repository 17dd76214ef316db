package dev.keydesk.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Locks the folder in which one sandbox keeps its data; another sandbox would overwrite it, so it
 * has to use another folder. The system releases the lock when the process ends.
 */
final class KeptFolder implements AutoCloseable {
    private final FileChannel held;

    private KeptFolder(FileChannel held) {
        this.held = held;
    }

    /**
     * Locks the folder.
     *
     * @throws IllegalStateException if another sandbox uses it; the message is for the person who
     *     started this one
     */
    static KeptFolder take(Path folder) {
        try {
            var file =
                    FileChannel.open(
                            folder.resolve("sandbox.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!isTaken(file)) {
                file.close();
                throw new IllegalStateException(
                        "Another sandbox keeps everything in %s. Nothing was changed; stop that one, or name another folder."
                                .formatted(folder));
            }
            return new KeptFolder(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot be kept in " + folder, e);
        }
    }

    private static boolean isTaken(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
