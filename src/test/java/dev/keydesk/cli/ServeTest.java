package dev.keydesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Serve in a process of its own, because it ends with the process. */
@Timeout(120)
class ServeTest {
    private static final int TRY_LATER = 75;
    private static final int MEND_FIRST = 78;

    @TempDir private Path folder;
    private CommandTown commandTown;

    @BeforeEach
    void build() {
        commandTown = new CommandTown(folder);
    }

    @AfterEach
    void leave() {
        commandTown.close();
    }

    @Test
    void it_listens_serves_and_stops_when_told_to() throws Exception {
        try (var desk = CommandProcess.of(commandTown.environment, "serve")) {
            int port = desk.portItListensOn();
            commandTown.slack.deliverTo(URI.create("http://127.0.0.1:" + port + "/slack/events"));
            commandTown.slack.patience(Duration.ofSeconds(60));
            commandTown.environment.put("PORT", Integer.toString(port));

            var health = commandTown.types("health");
            commandTown.slack.command(
                    commandTown.bob.id(), commandTown.channel, "/new-client-secret", "help");
            desk.sigterm();

            assertThat(health.code()).isZero();
            assertThat(health.out()).contains("\"database\"", "\"slack\"", "\"apps\"");
            assertThat(desk.exitCode()).isEqualTo(143);
            assertThat(desk.said()).contains("stopping: new pick-ups are refused", "stopped");
            assertThat(desk.said())
                    .doesNotContain(
                            commandTown.slack.botToken().reveal(),
                            commandTown.slack.signingSecret().reveal(),
                            CommandTown.DESK_SECRET.reveal());
        }
        assertThat(commandTown.slack.refusals()).isEmpty();
    }

    @Test
    void it_does_not_start_with_a_channel_another_company_reads() throws Exception {
        commandTown.workspace.shareExternally(commandTown.channel);

        try (var desk = CommandProcess.of(commandTown.environment, "serve")) {
            assertThat(desk.exitCode()).isEqualTo(MEND_FIRST);
            assertThat(desk.complained()).contains("#approvals is shared with another company");
            assertThat(desk.complained().lines()).hasSize(1);
            assertThat(desk.said()).doesNotContain("listens on port");
        }
    }

    @Test
    void it_starts_without_being_in_the_channel_and_without_slack_or_entra() throws Exception {
        commandTown.workspace.kickBot(commandTown.channel);
        try (var desk = CommandProcess.of(commandTown.environment, "serve")) {
            desk.portItListensOn();
            desk.sigterm();
            assertThat(desk.exitCode()).isEqualTo(143);
            assertThat(desk.said())
                    .contains("The desk cannot see the approvals channel", "(channel_not_found)");
        }

        commandTown.slack.close();
        commandTown.entra.close();
        try (var desk = CommandProcess.of(commandTown.environment, "serve")) {
            desk.portItListensOn();
            desk.sigterm();
            assertThat(desk.exitCode()).isEqualTo(143);
            assertThat(desk.said()).contains("The approvals channel was not looked at");
        }
    }

    @Test
    void it_says_in_plain_words_what_keeps_it_from_starting() throws Exception {
        try (var taken = new ServerSocket(0)) {
            commandTown.environment.put("PORT", Integer.toString(taken.getLocalPort()));
            assertNotStarted(TRY_LATER, "Cannot listen on port");
        }
        commandTown.inDatabase("update keydesk set readable_from = 99");
        assertNotStarted(MEND_FIRST, "was written by a newer keydesk");

        commandTown.write("version: 2\n");
        assertNotStarted(MEND_FIRST, "keydesk.yml");

        commandTown.environment.put("SLACK_SIGNING_SECRET", " ");
        assertNotStarted(MEND_FIRST, "SLACK_SIGNING_SECRET");
    }

    @Test
    void where_the_port_is_taken_that_is_the_last_line_and_nothing_was_made() throws Exception {
        try (var taken = new ServerSocket(0)) {
            commandTown.environment.put("PORT", Integer.toString(taken.getLocalPort()));
            assertThat(lastLine())
                    .isEqualTo(
                            "Cannot listen on port %s. Another program may use it; set PORT to a free one."
                                    .formatted(taken.getLocalPort()));
        }
        assertThat(folder.resolve("keydesk.db")).doesNotExist();
        assertThat(folder.resolve("keydesk.db.lock")).doesNotExist();
    }

    @Test
    void what_keeps_a_desk_from_starting_that_is_made_already_is_the_last_line_too()
            throws Exception {
        commandTown.workspace.shareExternally(commandTown.channel);

        assertThat(lastLine()).contains("#approvals is shared with another company");
    }

    /** Of everything it printed, as a container's log has it. */
    private String lastLine() throws IOException {
        try (var desk = CommandProcess.intoOneStream(commandTown.environment, "serve")) {
            return desk.said().lines().toList().getLast();
        }
    }

    @Test
    void a_server_that_is_late_is_worth_another_try_and_a_damaged_file_is_not() throws Exception {
        var file = folder.resolve("keydesk.db");
        commandTown.database();
        var bytes = Files.readAllBytes(file);
        // The last page: no start needs to read it.
        Arrays.fill(bytes, bytes.length - 4096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
        assertNotStarted(MEND_FIRST, "keydesk.db is damaged. Nothing was changed.");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);

        commandTown.environment.put("KEYDESK_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/desk");
        commandTown.environment.put("KEYDESK_DATABASE_USER", "desk");
        commandTown.environment.put("KEYDESK_DATABASE_PASSWORD", "whatever-it-is");
        assertNotStarted(TRY_LATER, "cannot be reached. 127.0.0.1:1 refused the connection");
    }

    private void assertNotStarted(int exitCode, String because)
            throws IOException, InterruptedException {
        try (var desk = CommandProcess.of(commandTown.environment, "serve")) {
            assertThat(desk.exitCode()).isEqualTo(exitCode);
            assertThat(desk.complained()).contains(because).doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void a_second_desk_on_the_same_file_does_not_start_and_the_first_one_goes_on()
            throws Exception {
        try (var desk = CommandProcess.of(commandTown.environment, "serve")) {
            int port = desk.portItListensOn();
            assertNotStarted(TRY_LATER, "Another desk already runs on the database");

            assertThat(commandTown.types("stop-minting", "--why", "incident 42").code()).isZero();
            assertThat(commandTown.types("audit").out()).contains("incident 42");
            commandTown.environment.put("PORT", Integer.toString(port));
            assertThat(commandTown.types("health").code()).isZero();
        }
    }

    @Test
    void a_desk_that_was_killed_leaves_the_file_to_the_next_one() throws Exception {
        try (var killed = CommandProcess.of(commandTown.environment, "serve")) {
            killed.portItListensOn();
        }
        try (var next = CommandProcess.of(commandTown.environment, "serve")) {
            assertThat(next.portItListensOn()).isPositive();
        }
    }

    @Test
    void a_command_keeps_its_log_to_itself_unless_it_is_asked_for() throws Exception {
        commandTown.inDatabase("drop table audit_event");

        try (var quiet = CommandProcess.of(commandTown.environment, "audit")) {
            assertThat(quiet.exitCode()).isEqualTo(1);
            assertThat(quiet.complained()).contains("an unexpected error").doesNotContain("level=");
            assertThat(quiet.said()).isEmpty();
        }
        try (var talking = CommandProcess.of(commandTown.environment, "--log", "audit")) {
            assertThat(talking.exitCode()).isEqualTo(1);
            assertThat(talking.complained()).contains("an unexpected error", "level=ERROR");
            assertThat(talking.said()).isEmpty();
        }
    }
}
