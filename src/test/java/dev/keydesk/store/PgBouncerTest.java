package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The real PgBouncer between the desk and its server ({@code apt-get install pgbouncer}). */
class PgBouncerTest {
    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private Postgres.Place place;
    private @Nullable Process bouncer;
    private @Nullable Path folder;

    @BeforeEach
    void look() throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "there is no PgBouncer on this machine");
        place = Postgres.freshDatabase();
        var made = Files.createTempDirectory("pgbouncer");
        folder = made;
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void end() throws Exception {
        if (bouncer != null) {
            bouncer.destroyForcibly().waitFor();
        }
        if (folder != null) {
            Files.deleteIfExists(folder.resolve("users.txt"));
            Files.deleteIfExists(folder.resolve("pgbouncer.ini"));
            Files.delete(folder);
        }
    }

    private Postgres.Place through(String mode, String more) throws Exception {
        var folder = Objects.requireNonNull(this.folder);
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(
                folder.resolve("users.txt"),
                "\"%s\" \"%s\"\n".formatted(place.user(), place.password()));
        var file =
                Files.writeString(
                        folder.resolve("pgbouncer.ini"),
                        """
                        [databases]
                        * = host=127.0.0.1 port=%s
                        [pgbouncer]
                        listen_addr = 127.0.0.1
                        listen_port = %s
                        unix_socket_dir =
                        auth_type = plain
                        auth_file = %s
                        ignore_startup_parameters = extra_float_digits
                        pool_mode = %s
                        %s
                        """
                                .formatted(
                                        Postgres.port(),
                                        port,
                                        folder.resolve("users.txt"),
                                        mode,
                                        more));
        var command = new ArrayList<>(List.of(PROGRAM.toString(), file.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(1, List.of("-u", "nobody"));
        }
        var started = new ProcessBuilder(command).redirectErrorStream(true).start();
        bouncer = started;
        var said = started.inputReader();
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains("process up")) {
                break;
            }
        }
        return place.through(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "server_round_robin = 1\nmin_pool_size = 3", "default_pool_size = 2"})
    void single_transactions_are_refused_by_name(String more) throws Exception {
        var pooled = through("transaction", more).settings();

        assertThat(catchThrowableOfType(StoreException.class, () -> Store.refuseUnusable(pooled)))
                .hasMessageContaining("PgBouncer with pool_mode=transaction")
                .hasMessageContaining("set pool_mode=session")
                .hasMessageContaining("Nothing was changed.")
                .returns(false, StoreException::mayPass);
    }

    @Test
    void whole_sessions_are_fine() throws Exception {
        try (var db = Store.openForDesk(through("session", "").settings(), TransactionHook.OPEN)) {
            assertThat(db.healthCheck()).isPositive();
        }
    }
}
