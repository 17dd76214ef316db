package dev.keydesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Machines that lack what most have. */
@Timeout(120)
class StartTest {
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
    void where_nothing_can_be_unpacked_in_tmp_it_is_done_beside_the_database() throws Exception {
        commandTown.database();
        commandTown.environment.put(
                "JDK_JAVA_OPTIONS",
                "-Djava.io.tmpdir=/nowhere -Duser.language=ar -Duser.country=EG");
        try (var audit =
                CommandProcess.of(commandTown.environment, "stop-minting", "--why", "incident")) {
            assertThat(audit.exitCode()).as(audit.complained()).isZero();
            assertThat(audit.said()).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
        }
        commandTown.environment.put("JDK_JAVA_OPTIONS", "-Dorg.sqlite.tmpdir=/nowhere");
        try (var audit = CommandProcess.of(commandTown.environment, "audit")) {
            assertThat(audit.exitCode()).isEqualTo(MEND_FIRST);
            assertThat(audit.complained())
                    .contains(
                            "SQLite's library cannot be loaded from /nowhere", "not mounted noexec")
                    .doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void the_script_needs_no_home() throws Exception {
        var bin = Files.createDirectories(folder.resolve("app/bin"));
        var script = Files.copy(Path.of("bin/keydesk"), bin.resolve("keydesk"));
        Files.createFile(folder.resolve("app/keydesk.jar"));
        var java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(
                java, "#!/bin/sh\n[ \"$1\" = -version ] && echo 'x version \"25\"' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        var builder = new ProcessBuilder("/bin/sh", script.toString(), "check");
        builder.redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("JAVA25_HOME", folder.resolve("jdk").toString());

        var started = builder.start();
        var said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEmpty();
        assertThat(started.waitFor()).isLessThan(2);
    }
}
