package dev.keydesk.store;

import dev.keydesk.sandbox.Folders;

import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Folders in memory, where the machine has such a place with room to spare. What a test stores is
 * gone a second later, and to wait until a disk has it for ever proves nothing.
 */
public final class ShortLived implements TempDirFactory {
    /** Several times what all tests that run at once have ever stored. Containers give 64 MB. */
    private static final long ROOM = 1L << 30;

    /** A new folder; whoever asks for it removes it. */
    public static Path folder(String prefix) {
        try {
            return Folders.fleeting(prefix, ROOM);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) {
        return folder("keydesk-test");
    }
}
