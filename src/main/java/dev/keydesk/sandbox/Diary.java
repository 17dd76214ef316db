package dev.keydesk.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What has happened in a world since its {@link Souvenir} was written, a line for each, written
 * before anybody was answered. A process that is killed leaves it as it is; what it was writing in
 * that moment nobody has heard of, and half a line is no line. It is not brought to the disk line
 * by line, so a machine that loses its power may lose the last moments.
 *
 * <p>Its first line says how late it was, at the same place again and again.
 */
final class Diary implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Diary.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOW = "now";
    private static final String SLACK = "slack";
    private static final String ENTRA = "entra";

    /** Room for any time, filled up with blanks. */
    private static final int FIRST_LINE = 64;

    /** What the desk has written down since then is hardly later than this. */
    private static final Duration EXACTNESS = Duration.ofMillis(500);

    private final InstantSource clock;

    /** Unlike a channel it is not closed when a thread that writes is told to stop. */
    private final RandomAccessFile file;

    private boolean closed;
    private long end = FIRST_LINE;
    private Instant stamped = Instant.MIN;

    private Diary(InstantSource clock, RandomAccessFile file) {
        this.clock = clock;
        this.file = file;
    }

    /** One thing that happened: to Slack as it tells it, or all that Entra holds since then. */
    record Entry(Optional<JsonNode> slack, Optional<JsonNode> entra) {}

    /** What was written there, and how late it was when it ended; nothing if nobody wrote. */
    record Read(List<Entry> entries, Optional<Instant> now) {}

    static Path of(Souvenir souvenir, Path folder) {
        return folder.resolve(souvenir.run() + ".diary");
    }

    /** Begins a new one in the place of any other. */
    static Diary begin(Path path, InstantSource clock) {
        try {
            var file = new RandomAccessFile(path.toFile(), "rw");
            file.setLength(0);
            var diary = new Diary(clock, file);
            diary.stamp();
            return diary;
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot be kept in " + path, e);
        }
    }

    /**
     * @throws UncheckedIOException if there is one that cannot be read
     */
    static Read read(Path path) {
        if (!Files.exists(path)) {
            return new Read(List.of(), Optional.empty());
        }
        try {
            var entries = new ArrayList<Entry>();
            var now = Optional.<Instant>empty();
            for (var line : wholeLines(Files.readAllBytes(path))) {
                var json = JSON.readTree(line);
                var then = Instant.parse(json.path(NOW).asText());
                now = now.filter(then::isBefore).or(() -> Optional.of(then));
                if (json.has(SLACK) || json.has(ENTRA)) {
                    entries.add(new Entry(json.optional(SLACK), json.optional(ENTRA)));
                }
            }
            return new Read(List.copyOf(entries), now);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not what a sandbox has kept", e);
        } catch (DateTimeException e) {
            throw new IllegalStateException(path + " is not what a sandbox has kept", e);
        }
    }

    /** What comes after the end of the last line was not written to its end. */
    private static List<String> wholeLines(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
    }

    /** Writes whatever lasts in this company from now on. */
    void follow(Company company) {
        company.slack().memory().follow(entry -> write(SLACK, entry));
        company.entra().memory().follow(all -> write(ENTRA, all));
    }

    private synchronized void write(String where, JsonNode what) {
        var now = clock.instant();
        ObjectNode line = JSON.createObjectNode().put(NOW, now.toString());
        line.set(where, what);
        try {
            var bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
            // Over half a line the next one is written, or a hole would be left.
            if (put(bytes, end)) {
                end += bytes.length;
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what a sandbox says is no JSON", impossible);
        }
    }

    /** Writes how late it is, if some time has passed since the last one. */
    synchronized void stamp() {
        var now = clock.instant();
        if (stamped.equals(Instant.MIN) || now.isAfter(stamped.plus(EXACTNESS))) {
            stamped = now;
            var line = "{\"%s\":\"%s\"}".formatted(NOW, now);
            var padded = String.format(Locale.ROOT, "%-" + (FIRST_LINE - 1) + "s\n", line);
            put(padded.getBytes(StandardCharsets.UTF_8), 0);
        }
    }

    /**
     * Slack and Entra go on if it cannot be written: they would not fail for such a reason.
     *
     * @return whether it was
     */
    private boolean put(byte[] bytes, long position) {
        if (closed) {
            return false;
        }
        try {
            file.seek(position);
            file.write(bytes);
            return true;
        } catch (IOException unwritable) {
            LOG.error("what happens in the sandbox cannot be kept: {}", unwritable.toString());
            return false;
        }
    }

    /** From now on nothing is written any more. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
