package dev.keydesk.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The data of a world that is kept between two starts, besides Keydesk's database: how the company
 * was set up, its time, and what Slack and Entra held. Ephemeral messages and open forms are not
 * kept, as after a reload of Slack. It is written when a sandbox ends in an orderly way; after a
 * kill the previous one stays.
 *
 * @param run the folder of the database, within that of the sandbox
 * @param seed of the company's random ids
 * @param began when the company was set up, in its own time
 * @param now its time at the end
 * @param slack the result of {@link dev.keydesk.sandbox.slack.WorkspaceSnapshot#kept}
 * @param entra the result of {@link dev.keydesk.sandbox.entra.TenantSnapshot#kept}
 */
record WorldSnapshot(
        String run, long seed, Instant began, Instant now, JsonNode slack, JsonNode entra) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "sandbox.json";

    /** Returns the snapshot of a new company. */
    static WorldSnapshot fresh(String run, long seed, Instant now) {
        return new WorldSnapshot(
                run, seed, now, now, JSON.createObjectNode(), JSON.createObjectNode());
    }

    /**
     * Reads the snapshot in this folder, if there is one.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    static Optional<WorldSnapshot> read(Path folder) {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(file.toFile());
            return Optional.of(
                    new WorldSnapshot(
                            json.path("run").asText(),
                            json.path("seed").asLong(),
                            Instant.parse(json.path("began").asText()),
                            Instant.parse(json.path("now").asText()),
                            json.path("slack"),
                            json.path("entra")));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not what a sandbox has kept", e);
        }
    }

    /** Returns the same with a copy of the database. */
    WorldSnapshot copiedTo(String anotherRun, Path folder) {
        Folders.copy(folder.resolve(run), folder.resolve(anotherRun));
        return new WorldSnapshot(anotherRun, seed, began, now, slack, entra);
    }

    /** Writes the snapshot atomically, even if the machine stops. */
    void keepIn(Path folder) {
        ObjectNode json =
                JSON.createObjectNode()
                        .put("about", "A Keydesk sandbox. Nothing in it is real.")
                        .put("run", run)
                        .put("seed", seed)
                        .put("began", began.toString())
                        .put("now", now.toString());
        json.set("slack", slack);
        json.set("entra", entra);
        try {
            var written = Files.write(folder.resolve(FILE + ".new"), JSON.writeValueAsBytes(json));
            Files.move(written, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox could not be kept in " + folder, e);
        }
    }
}
