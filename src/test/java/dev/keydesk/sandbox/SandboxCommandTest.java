package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.sandbox.entra.EntraFault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SandboxCommandTest {
    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed, true);

    @Test
    void the_story_is_told_as_a_conversation_and_without_the_value() {
        int code = new CommandLine(new SandboxCommand(out)).execute("--story");

        assertThat(code).isZero();
        assertThat(printed.toString())
                .contains("► alice types: /new-client-secret payroll-api")
                .contains("► bob presses: Approve")
                .contains("(the value, hidden here)")
                .contains("Entra holds 1 secret made by the desk")
                .contains("all as expected.")
                .doesNotContainPattern("[A-Za-z0-9_.~-]{3}8Q~[A-Za-z0-9_.~-]{34}");
    }

    @Test
    void what_it_says_first_is_that_nothing_in_it_is_real() {
        new SandboxCommand(out).welcome(URI.create("http://127.0.0.1:8080/"));

        assertThat(printed.toString())
                .startsWith("Nothing in this sandbox is real:")
                .contains("Open http://127.0.0.1:8080/ in a browser.");
    }

    @Test
    void it_listens_nowhere_but_on_this_machine() {
        var said = new StringWriter();
        int code =
                new CommandLine(new SandboxCommand(out))
                        .setErr(new PrintWriter(said, true))
                        .execute("--bind", "0.0.0.0");

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString())
                .contains("The sandbox listens on 127.0.0.1 only, not on 0.0.0.0");
    }

    @Test
    void what_was_not_kept_by_a_sandbox_is_said_in_a_sentence(@TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("sandbox.json"), "{oops");
        var said = new StringWriter();
        int code =
                new CommandLine(new SandboxCommand(out))
                        .setErr(new PrintWriter(said, true))
                        .execute("--keep", folder.toString());

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).contains("sandbox.json is not what a sandbox has kept");
    }

    @Test
    void a_folder_that_cannot_be_made_is_said_in_a_sentence(@TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        for (var place : List.of("/proc/x", file.resolve("x").toString())) {
            var said = new StringWriter();
            int code =
                    new CommandLine(new SandboxCommand(out))
                            .setErr(new PrintWriter(said, true))
                            .execute("--keep", place);

            assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
            assertThat(said.toString())
                    .startsWith("The folder %s cannot be made.".formatted(place))
                    .doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void a_step_that_is_not_as_expected_ends_the_story_and_says_which(@TempDir Path folder) {
        try (var leakDetector = LeakDetector.watching();
                var world = World.stepped(folder)) {
            world.company().entra().faults().next("addPassword", EntraFault.unavailable());

            assertThatThrownBy(() -> new StoryTold(world, leakDetector, out).play())
                    .isInstanceOf(NotAsExpected.class)
                    .hasMessageContaining("step 4")
                    .hasMessageContaining("alice is not told “Client secret (value)” privately");
        }
    }

    @Test
    void a_value_in_the_log_is_found_in_every_spelling(@TempDir Path folder) {
        try (var world = World.stepped(folder)) {
            var secret = world.company().slack().signingSecret();
            for (var spelling : LeakDetector.spellings(secret)) {
                try (var leakDetector = LeakDetector.watching()) {
                    org.slf4j.LoggerFactory.getLogger("leaky").info("oops {}", spelling);
                    assertThat(leakDetector.find(world))
                            .contains("the signing secret was found in the log");
                }
            }
        }
    }
}
