package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.entra.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A sandbox in a process of its own that ends as if it was killed: nothing is closed. */
class KilledSandboxTest {
    private static final String SEEN = "seen.txt";
    private static final int KILLED = 137;
    private static final Pattern VALUE =
            Pattern.compile("[A-Za-z0-9_.~-]{3}8Q~[A-Za-z0-9_.~-]{34}");

    @TempDir Path folder;
    @TempDir Path elsewhere;

    /** What the killed one does. */
    static final class Doomed {
        private Doomed() {}

        /**
         * @param args where it is kept, and where to write what was to be seen in it
         */
        public static void main(String... args) throws IOException {
            var house = Playhouse.kept(Path.of(args[0]));
            house.begin("done");
            house.playing().time().pass(Duration.ofMinutes(30));
            signIn(house.world());
            var seen = Files.write(Path.of(args[1]), facts(house.world()));
            Files.writeString(seen.resolveSibling("now.txt"), house.playing().time().now() + "");
            Runtime.getRuntime().halt(KILLED);
        }

        private static void signIn(World world) {
            var entra = world.company().entra();
            var app = world.company().payroll();
            for (var secret : entra.tenant().secretsOf(app.id())) {
                var value = entra.tenant().valueOf(secret.keyId());
                entra.signIn(entra.tenant().tenantId(), app.appId(), value);
            }
        }
    }

    @Test
    void what_was_said_the_keys_and_the_desks_rows_are_there_again() throws Exception {
        var seen = elsewhere.resolve(SEEN);

        assertThat(run(seen)).isEqualTo(KILLED);
        assertThat(whatSlackSaid())
                .anyMatch(line -> line.contains("and received"))
                .noneMatch(line -> VALUE.matcher(line).find());

        try (var house = Playhouse.kept(folder)) {
            assertThat(facts(house.world())).containsAll(Files.readAllLines(seen));
            assertThat(house.playing().time().now())
                    .isAfterOrEqualTo(
                            Instant.parse(Files.readString(elsewhere.resolve("now.txt")))
                                    .minusSeconds(1));
            house.world().alice().sees("and received").press("Remove this key");
            house.world().alice().sees("is being removed");
        }
        assertThat(folder).isDirectoryNotContaining(it -> it.toString().endsWith(".diary"));
    }

    /** What only one person saw, and with it the value, is not kept. */
    private List<String> whatSlackSaid() throws IOException {
        try (var files = Files.list(folder)) {
            var diary = files.filter(it -> it.toString().endsWith(".diary")).findFirst();
            return Files.readAllLines(diary.orElseThrow()).stream()
                    .filter(line -> line.contains("\"slack\""))
                    .toList();
        }
    }

    private int run(Path seen) throws IOException, InterruptedException {
        var java = ProcessHandle.current().info().command().orElse("java");
        var process =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Doomed.class.getName(),
                                folder.toString(),
                                seen.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(elsewhere.resolve("said.txt").toFile())
                        .start();
        try {
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Of messages, keys and requests, one line each. */
    private static List<String> facts(World world) {
        return Stream.of(said(world), keys(world), rows(world))
                .flatMap(lines -> lines)
                .map(line -> line.replace("\n", "\\n"))
                .toList();
    }

    private static Stream<String> said(World world) {
        var slack = world.company().slack();
        return slack.workspace().members().stream()
                .flatMap(member ->
                        slack.workspace().channels().stream()
                                .flatMap(room -> slack.sees(member.id(), room.id()).stream()))
                .filter(message -> !message.ephemeral())
                .map(Object::toString);
    }

    /** But that of the desk itself, which signs in again with each start. */
    private static Stream<String> keys(World world) {
        var entra = world.company().entra();
        return entra.tenant().applications().stream()
                .filter(app -> !app.appId().equals(world.company().deskClientId()))
                .flatMap(app -> app.secrets().stream())
                .map(secret -> key(world, secret));
    }

    private static String key(World world, Secret secret) {
        var entra = world.company().entra();
        return "%s %s %s"
                .formatted(
                        secret,
                        entra.tenant().valueOf(secret.keyId()).reveal().length(),
                        entra.signIns(secret.keyId()));
    }

    private static Stream<String> rows(World world) {
        return world.bot().requests().all().stream().map(Object::toString);
    }
}
