package dev.keydesk.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Folders of worlds that nobody keeps. */
public final class Folders {
    private static final Path MEMORY = Path.of("/dev/shm");

    private Folders() {}

    /**
     * A new one, in memory where the machine has such a place: a click that waits until a disk has
     * it for ever waits for nothing, since the world is gone with the process. Whoever asks for it
     * removes it.
     *
     * @param room in bytes, which have to be free in memory
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

    /** The files in it, if it is there, to a new folder. */
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

    /** With all that is in it, if it is there. */
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
