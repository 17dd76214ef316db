package dev.keydesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.config.SettingsTable;
import dev.keydesk.sandbox.LoopbackServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

class CommandsTest {
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
    void help_lists_the_commands_and_the_exit_codes() {
        var help = commandTown.types("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("serve", "check", "stop-minting", "allow-minting", "audit", "settings")
                .contains("reminders")
                .contains("health")
                .containsPattern("2 +Not started");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "check",
                "stop-minting",
                "allow-minting",
                "restored",
                "reminders",
                "audit",
                "settings",
                "health"
            })
    void every_command_explains_itself(String command) {
        var help = commandTown.types(command, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Usage: keydesk " + command);
    }

    @Test
    void every_exit_code_that_help_lists_has_its_line_for_supervisors() throws IOException {
        var table = Files.readString(Path.of("docs/operations.md"));
        var listed =
                Pattern.compile("(?m)^ +(\\d+) {2,}\\S").matcher(commandTown.types("--help").out());

        assertThat(listed.results().map(code -> code.group(1)).toList())
                .containsExactly("0", "1", "2", "3", "75", "78", "143")
                .allSatisfy(code -> assertThat(table).contains("\n| %s | ".formatted(code)));
    }

    @Test
    void without_a_command_it_says_what_there_is_and_that_nothing_was_done() {
        var nothing = commandTown.types();

        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("Missing required subcommand", "stop-minting");
    }

    @Test
    void a_misspelt_command_is_answered_with_the_right_one() {
        var misspelt = commandTown.types("chekc");

        assertThat(misspelt.code()).isEqualTo(2);
        assertThat(misspelt.err()).contains("chekc", "check").doesNotContain("\tat ");
    }

    @Test
    void a_day_that_is_none_is_answered_with_an_example() {
        var senseless = commandTown.types("reminders", "--dry-run", "--on", "tomorrow");

        assertThat(senseless.code()).isEqualTo(2);
        assertThat(senseless.err())
                .startsWith(
                        "Invalid value for option '--on': that is not a day. Write it as year,"
                                + " month and day, such as 2026-12-31.");
    }

    @Test
    void no_option_answers_nonsense_with_words_of_java() {
        for (var command : commandTown.commands().getSubcommands().values()) {
            for (var option : command.getCommandSpec().options()) {
                if (!List.of(int.class, LocalDate.class).contains(option.type())) {
                    // Whatever is typed is a text, a folder or nothing at all.
                    assertThat(option.type()).isIn(boolean.class, String.class, Optional.class);
                    continue;
                }
                var answer =
                        commandTown.types(command.getCommandName(), option.longestName(), "soon");

                assertThat(answer.code()).isEqualTo(2);
                assertThat(answer.err().lines().findFirst().orElseThrow())
                        .contains(option.longestName(), "such as ")
                        .doesNotContain("Exception", "java.", "LocalDate", " int");
            }
        }
    }

    @Test
    void every_command_turns_an_error_nobody_planned_for_into_a_sentence() {
        assertThat(commandTown.commands().getSubcommands().values())
                .hasSizeGreaterThan(10)
                .allMatch(
                        command -> command.getExecutionExceptionHandler() instanceof PlainFailures);
    }

    @Test
    void the_version_is_told() {
        assertThat(commandTown.types("--version").out()).startsWith("keydesk ");
    }

    @Test
    void settings_prints_the_table_of_the_readme() {
        assertThat(commandTown.types("settings").out()).isEqualTo(SettingsTable.markdown());
    }

    @Test
    void an_operator_stops_minting_and_allows_it_again() {
        commandTown.database();

        var stopped = commandTown.types("stop-minting", "--why", "a strange pick-up");
        var allowed = commandTown.types("allow-minting");
        var again = commandTown.types("allow-minting");

        assertThat(stopped.code()).isZero();
        assertThat(stopped.out())
                .contains("From now on no client secret is made", "keydesk allow-minting");
        assertThat(allowed.out()).isEqualTo("Client secrets are made again.\n");
        assertThat(again.code()).isZero();
        assertThat(again.out()).startsWith("Nothing was changed");
        assertThat(commandTown.types("audit").out().lines())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).contains("stop-minting", "operator", "a strange"),
                        line -> assertThat(line).contains("allow-minting", "operator"));
    }

    @Test
    void the_switch_needs_a_database_that_is_there_and_nothing_else() {
        commandTown.environment.keySet().removeIf(name -> !name.equals("KEYDESK_DATABASE_URL"));

        var nowhere = commandTown.types("stop-minting", "--why", "a strange pick-up");

        assertThat(nowhere.code()).isEqualTo(78);
        assertThat(nowhere.err()).startsWith("There is no database at " + folder);
        assertThat(folder.resolve("keydesk.db")).doesNotExist();

        commandTown.database();
        assertThat(commandTown.types("stop-minting", "--why", "a strange pick-up").code()).isZero();
    }

    @Test
    void going_on_from_a_backup_needs_a_database_that_is_there_and_changes_nothing_outside() {
        var nowhere = commandTown.types("restored");
        assertThat(nowhere.code()).isEqualTo(78);
        assertThat(nowhere.err()).startsWith("There is no database at " + folder);
        assertThat(folder.resolve("keydesk.db")).doesNotExist();

        commandTown.database();
        var restored = commandTown.types("restored");

        assertThat(restored.code()).isZero();
        assertThat(restored.out())
                .contains("No request was running in this backup.", "Start the desk now");
        assertThat(commandTown.types("audit").out()).contains("restored", "operator");
        assertThat(commandTown.entra.calls()).isEmpty();
        assertThat(commandTown.slack.calls()).isEmpty();
    }

    @Test
    void a_reason_for_stopping_has_a_longest_length() {
        commandTown.database();
        for (var command : new String[] {"stop-minting", "stop-removals"}) {
            var refused = commandTown.types(command, "--why", "x".repeat(501));
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("The reason has 501 characters, and 500 at most are shown.");
            assertThat(commandTown.types(command, "--why", "x".repeat(500)).code()).isZero();
        }
    }

    @Test
    void stopping_takes_a_reason() {
        commandTown.database();

        assertThat(commandTown.types("stop-minting").code()).isEqualTo(2);
        var blank = commandTown.types("stop-minting", "--why", "  ");
        assertThat(blank.code()).isEqualTo(2);
        assertThat(blank.err()).contains("must not be blank");
        assertThat(commandTown.types("audit").out()).isEmpty();
    }

    @Test
    void a_reason_with_a_secret_in_it_is_refused_before_it_is_stored() {
        commandTown.database();
        var leaked = "abc8Q~0123456789abcdefghijABCDEFGHIJ_-.~";

        for (var command : new String[] {"stop-minting", "stop-removals"}) {
            var refused = commandTown.types(command, "--why", "somebody saw " + leaked);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("This looks like a client secret of Entra", "Nothing was changed")
                    .doesNotContain(leaked);
        }
        assertThat(commandTown.types("audit").out()).isEmpty();
    }

    @Test
    void audit_prints_the_events_of_one_request_oldest_first() {
        commandTown.audit(
                event("2026-11-22T09:00:00Z", "KD-7F3K2", 1, "Waiting", "U1", "nightly export"));
        commandTown.audit(event("2026-11-22T09:01:00Z", "KD-00000", 1, "Waiting", "U2", "another"));
        commandTown.audit(
                event("2026-11-22T09:02:00Z", "KD-7F3K2", 2, "Approved", "U3", "is named"));

        assertThat(commandTown.types("audit", "kd-7f3k2").out())
                .isEqualTo(
                        """
                        2026-11-22T09:00:00Z  KD-7F3K2  Waiting         U1            nightly export
                        2026-11-22T09:02:00Z  KD-7F3K2  Approved        U3            is named
                        """);
        assertThat(commandTown.types("audit").out().lines()).hasSize(3);
    }

    @Test
    void what_people_typed_cannot_forge_a_line_or_steer_the_terminal() {
        var forged = "fine\n2026-11-22T09:00:00Z  KD-7F3K2  approved\u001b[2J\u202e";
        commandTown.audit(event("2026-11-22T09:00:00Z", "KD-7F3K2", 1, "Waiting", "U1", forged));

        var printed = commandTown.types("audit").out();

        assertThat(printed.lines()).hasSize(1);
        assertThat(printed).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void audit_knows_when_it_knows_nothing() {
        commandTown.database();

        var unknown = commandTown.types("audit", "KD-00000");
        var senseless = commandTown.types("audit", "please");

        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).isEqualTo("Nothing is known about KD-00000.\n");
        assertThat(senseless.code()).isEqualTo(2);
        assertThat(senseless.err()).contains("tickets look like KD-7F3K2");
    }

    @Test
    void a_database_that_is_none_is_told_in_one_sentence() throws IOException {
        Files.writeString(folder.resolve("keydesk.db"), "This is a letter to my aunt.".repeat(100));

        var outcome = commandTown.types("audit");

        assertThat(outcome.code()).isEqualTo(78);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).contains("is not a database. Nothing was changed.");
    }

    @Test
    void an_error_nobody_planned_for_shows_no_stack_trace() {
        commandTown.inDatabase("drop trigger audit_event_is_kept");
        commandTown.inDatabase("drop table audit_event");

        var outcome = commandTown.types("audit");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err())
                .startsWith("keydesk audit stopped because of an unexpected error")
                .contains("keydesk --log audit");
    }

    @Test
    void health_is_what_the_desk_says() {
        var isWell = new AtomicBoolean(true);
        var desk =
                LoopbackServer.http(
                        0,
                        call ->
                                call.answer(
                                        isWell.get() && call.path().equals("/health") ? 200 : 500,
                                        Map.of(),
                                        isWell.get() ? "{\"ready\":true}" : ""));
        commandTown.environment.put("PORT", Integer.toString(desk.port()));

        var well = commandTown.types("health");
        isWell.set(false);
        var ill = commandTown.types("health");
        desk.close();

        assertThat(well.code()).isZero();
        assertThat(well.out()).isEqualTo("{\"ready\":true}\n");
        assertThat(ill.code()).isEqualTo(1);
    }

    @Test
    void health_of_a_desk_that_is_not_there() throws IOException {
        try (var taken = new ServerSocket(0)) {
            commandTown.environment.put("PORT", Integer.toString(taken.getLocalPort()));
        }
        var silent = commandTown.types("health");
        commandTown.environment.put("PORT", "0");

        assertThat(silent.code()).isEqualTo(1);
        assertThat(silent.err()).startsWith("Nothing answers on port ");
        assertThat(commandTown.types("health").code()).isEqualTo(78);
    }

    private static AuditEvent event(
            String at, String ticket, long version, String kind, String who, String sentence) {
        return AuditEvent.move(Instant.parse(at), ticket, version, kind, new Actor(who), sentence);
    }
}
