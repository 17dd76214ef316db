package dev.keydesk.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads the text of {@code keydesk.yml}, and reports a file that is missing, unreadable or not
 * text.
 */
final class RulesFile {
    // A rules file has a page or two; the limit keeps a wrong path from filling the memory.
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path path;
    private final String name;

    RulesFile(Path path) {
        this.path = path;
        this.name = String.valueOf(path.getFileName());
    }

    Rules read() {
        var problems = new LineProblems(name);
        var yaml =
                YamlDocument.parse(text(bytes(), problems), problems)
                        .orElseThrow(
                                () -> problem("is empty. Start from docs/keydesk.example.yml."));
        return new RulesReader(yaml, problems).read();
    }

    private byte[] bytes() {
        if (Files.isDirectory(path)) {
            throw problem("is a folder. Set KEYDESK_CONFIG to the path of the file in it.");
        }
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw problem(
                        "is larger than 1 MiB, so it is probably not a rules file. Check"
                                + " KEYDESK_CONFIG.");
            }
            return bytes;
        } catch (IOException failed) {
            throw problem(reason(failed));
        }
    }

    /** Returns the end of a sentence that begins with the path. */
    static String reason(IOException failed) {
        return switch (failed) {
            case NoSuchFileException _ ->
                    "does not exist. Start from docs/keydesk.example.yml, or set"
                            + " KEYDESK_CONFIG to the path of your file.";
            case AccessDeniedException _ ->
                    "may not be read by Keydesk. Give the user it runs as the right to read it.";
            default -> "cannot be read. Check the path and the disk.";
        };
    }

    private Problems problem(String what) {
        return Problems.inFile(name, path.toAbsolutePath().normalize() + " " + what);
    }

    private static String text(byte[] bytes, LineProblems problems) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        // Bytes left over after an underflow are a character that is cut off at the end.
        if (result.isError() || in.hasRemaining()) {
            int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
            throw problems.only(line, "this is not UTF-8. Save the file as UTF-8.");
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
