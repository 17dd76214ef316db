package dev.keydesk.store;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk of its own, which can be filled and become read-only as a real one does, also for root.
 * Where this program may not mount one, the tests that need it are skipped.
 */
public final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 4096;

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /**
     * In the place of that folder.
     *
     * @param size such as {@code 4m}
     */
    public static SmallDisk in(Path folder, String size) {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", "" + folder);
        assumeThat(mounted).as("may mount a disk").isTrue();
        return new SmallDisk(folder);
    }

    /** Nothing more fits on it. */
    public void fill() {
        var bytes = new byte[CHUNK];
        try (var out = Files.newOutputStream(filling())) {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }

    public void makeRoom() {
        try {
            Files.delete(filling());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Path filling() {
        return place.resolve("filling");
    }

    /** As when the kernel has met an error on it. */
    public void becomeReadOnly() {
        if (!run("mount", "-o", "remount,ro", "" + place)) {
            throw new IllegalStateException("still writable: " + place);
        }
    }

    public void becomeWritable() {
        if (!run("mount", "-o", "remount,rw", "" + place)) {
            throw new IllegalStateException("still read-only: " + place);
        }
    }

    private static boolean run(String... words) {
        try {
            return new ProcessBuilder(List.of(words)).inheritIO().start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        // Lazily: somebody may still hold a file there.
        if (!run("umount", "-l", "" + place)) {
            throw new IllegalStateException("still there: " + place);
        }
    }
}
