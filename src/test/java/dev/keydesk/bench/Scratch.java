package dev.keydesk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder on the disk that the build uses, not in memory, for as long as a run takes. */
record Scratch(Path path) implements AutoCloseable {
    static Scratch within(Path folder) throws IOException {
        return new Scratch(Files.createTempDirectory(folder, "bench"));
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(path)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
