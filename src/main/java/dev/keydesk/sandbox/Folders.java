package dev.keydesk.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Temporary folders of worlds. */
public final class Folders {
    private static final Path MEMORY = Path.of("/dev/shm");

    private Folders() {}

    /**
     * Creates a folder, in memory if the machine has such a place: there is no reason to wait for a
     * disk, because the world ends with the process. The caller removes the folder.
     *
     * @param room in bytes, which must be free in memory
     */
    public static Path fleeting(String prefix, long room) throws IOException {
        return hasMemory(room)
                ? Files.createTempDirectory(MEMORY, prefix)
                : Files.createTempDirectory(prefix);
    }

    private static boolean hasMemory(long room) {
        try {
            return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= room;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Copies the files of a folder, if it exists, to a new folder. */
    static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            if (Files.exists(from)) {
                try (var files = Files.newDirectoryStream(from, Files::isRegularFile)) {
                    for (var file : files) {
                        Files.copy(file, to.resolve(file.getFileName()));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Removes a folder with everything in it, if it exists. */
    public static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path visited, IOException trouble)
                                throws IOException {
                            Files.deleteIfExists(visited);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
