package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keydesk.config.Settings;
import dev.keydesk.network.PrivateAuthority;
import dev.keydesk.sandbox.IssuedCertificate;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Optional;

/** Whose certificates of a PostgreSQL server count, and what is said about the others. */
class PostgresTlsTest {
    private static PrivateAuthority authority;
    private static Postgres.Place place;
    private static int served;

    @TempDir private Path folder;

    @BeforeAll
    static void open(@TempDir Path keys) {
        authority = new PrivateAuthority(keys);
        place = Postgres.freshDatabase();
    }

    @AfterAll
    static void speakInPlainTextAgain() {
        Postgres.execute("postgres", "alter system reset all");
        Postgres.execute("postgres", "select pg_reload_conf()");
    }

    /** The server's own user writes its files, so that it may read them and nobody else. */
    private void serveAs(IssuedCertificate issued) throws Exception {
        var name = "desk-" + ++served;
        write(name + ".crt", issued.pem());
        write(name + ".key", issued.keyPem());
        Postgres.execute("postgres", "alter system set ssl_cert_file = '%s.crt'".formatted(name));
        Postgres.execute("postgres", "alter system set ssl_key_file = '%s.key'".formatted(name));
        Postgres.execute("postgres", "alter system set ssl = on");
        Postgres.execute("postgres", "select pg_reload_conf()");
        // It is told to read them, and does so in its own time.
        while (!certificateFile().equals(name + ".crt")) {
            Thread.onSpinWait();
        }
    }

    private static void write(String name, String pem) {
        Postgres.execute(
                "postgres",
                "copy (select unnest(string_to_array($pem$%s$pem$, chr(10)))) to program 'umask 077; cat > %s'"
                        .formatted(pem, name));
    }

    private static String certificateFile() throws Exception {
        try (var connection =
                        DriverManager.getConnection(place.url(), place.user(), place.password());
                var sql = connection.createStatement();
                var rows = sql.executeQuery("select current_setting('ssl_cert_file')")) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private Settings.Database asking(String mode, boolean trusting) throws Exception {
        var usual = place.settings();
        return new Settings.Database(
                usual.url() + "?sslmode=" + mode,
                usual.user(),
                usual.password(),
                trusting ? Optional.of(authority.writeTrustStore(folder)) : Optional.empty());
    }

    private static StoreException refused(Settings.Database settings) {
        return catchThrowableOfType(StoreException.class, () -> Store.refuseUnusable(settings));
    }

    @Test
    void the_companys_authority_counts_if_the_operator_says_so_and_not_otherwise()
            throws Exception {
        serveAs(authority.issue("127.0.0.1"));

        Store.refuseUnusable(asking("verify-full", true));
        Store.refuseUnusable(asking("require", false));
        assertThat(refused(asking("verify-full", false)))
                .hasMessageContaining("cannot be reached. The certificate of 127.0.0.1:")
                .hasMessageContaining("is not trusted")
                .hasMessageContaining("KEYDESK_TRUST_STORE")
                .returns(false, StoreException::mayPass);
        assertThat(refused(asking("verify-ca", false))).hasMessageContaining("is not trusted");
    }

    @Test
    void a_certificate_for_another_name_is_named_where_names_are_looked_at() throws Exception {
        serveAs(authority.issue("db.invalid"));

        Store.refuseUnusable(asking("verify-ca", true));
        assertThat(refused(asking("verify-full", true)))
                .hasMessageContaining("is for another name")
                .returns(false, StoreException::mayPass);
    }

    @Test
    void the_drivers_own_way_of_naming_a_file_still_counts_and_is_told_alike() throws Exception {
        serveAs(authority.issue("db.invalid"));
        var own = asking("verify-full&sslrootcert=" + authority.writeTrustStore(folder), false);

        assertThat(refused(own)).hasMessageContaining("is for another name");
    }

    @Test
    void a_certificate_that_has_expired_is_named() throws Exception {
        serveAs(authority.issue(-2, 1, "127.0.0.1"));

        assertThat(refused(asking("verify-full", true)))
                .hasMessageContaining("has expired")
                .returns(false, StoreException::mayPass);
    }
}
