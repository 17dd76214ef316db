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
 * What of a world is kept between two starts, besides the desk's own database: how the company was
 * furnished, what time it was, and what Slack and Entra held. What only one person saw and open
 * forms are gone, as after a reload of Slack. It is written when a sandbox ends in good order; of
 * one that is killed the one before it stays.
 *
 * @param run the folder of the desk's database, within that of the sandbox
 * @param seed what the ids of the company were drawn from
 * @param began when the company was furnished, in its own time
 * @param now what time it was there in the end
 * @param slack what {@link dev.keydesk.sandbox.slack.WorkspaceSnapshot#kept} gave
 * @param entra what {@link dev.keydesk.sandbox.entra.TenantSnapshot#kept} gave
 */
record WorldSnapshot(
        String run, long seed, Instant began, Instant now, JsonNode slack, JsonNode entra) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "sandbox.json";

    /** Of a company that nothing has happened in yet. */
    static WorldSnapshot fresh(String run, long seed, Instant now) {
        return new WorldSnapshot(
                run, seed, now, now, JSON.createObjectNode(), JSON.createObjectNode());
    }

    /**
     * What was kept there, if anything.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    static Optional<WorldSnapshot> in(Path folder) {
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

    /** The same with a copy of the desk's database, so that this one's stays as it is. */
    WorldSnapshot copiedTo(String anotherRun, Path folder) {
        Folders.copy(folder.resolve(run), folder.resolve(anotherRun));
        return new WorldSnapshot(anotherRun, seed, began, now, slack, entra);
    }

    /** All of it or nothing, whenever the machine stops. */
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
