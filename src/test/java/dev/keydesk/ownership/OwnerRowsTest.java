package dev.keydesk.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.entra.AppOwner;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.TestTenant;
import dev.keydesk.ownership.AppOwners.Owners;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who owns which app, in both kinds of database. */
@EachStore.Contract
class OwnerRowsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

    private final EachStore store;
    @TempDir private Path folder;
    private final TestTenant tenant = new TestTenant();
    private Db db;
    private OwnerRows rows;

    OwnerRowsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        rows = new OwnerRows(db);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private String app(String name) {
        tenant.app(name, TestTenant.secret("export", NOW, NOW.plus(Duration.ofDays(7))));
        tenant.scan(db, NOW);
        return new Credentials(db, "none")
                .appsWithKeys().stream()
                        .filter(app -> app.ref().name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .ref()
                        .objectId();
    }

    @Test
    void addresses_are_the_same_in_whatever_letters_and_the_last_reading_counts() {
        var billing = app("billing");
        rows.save(billing, owners("Alice@Example.com", "alice@example.com", "bob@x.org"), NOW);

        assertThat(rows.appsOf(List.of("ALICE@example.com"))).containsExactly(billing);
        assertThat(rows.of(billing)).containsExactly("alice@example.com", "bob@x.org");
        rows.save(billing, owners("bob@x.org"), NOW);
        assertThat(rows.appsOf(List.of("alice@example.com"))).isEmpty();
        assertThat(rows.appsOf(List.of())).isEmpty();
    }

    private static List<AppOwner> owners(String... mails) {
        return Stream.of(mails)
                .map(mail -> new AppOwner(Optional.empty(), Optional.of(mail), false))
                .toList();
    }

    @Test
    void owners_come_back_as_entra_told_them_and_what_it_did_not_tell_counts_for_an_hour() {
        var billing = app("billing");
        var all =
                List.of(
                        new AppOwner(Optional.of("Bob"), Optional.of("Bob@x.org"), false),
                        new AppOwner(Optional.of("a robot"), Optional.empty(), true));
        assertThat(rows.owners(List.of(billing), YESTERDAY)).isEmpty();
        rows.recordNotTold(billing, NOW);
        assertThat(rows.owners(List.of(billing), YESTERDAY))
                .containsEntry(billing, new Owners.Untold(AppOwners.UNTOLD));
        assertThat(rows.owners(List.of(billing), NOW)).isEmpty();
        rows.save(billing, all, NOW);
        rows.recordNotTold(billing, NOW);
        assertThat(rows.owners(List.of(billing, "another"), NOW))
                .isEqualTo(Map.of(billing, new Owners.Known(all)));
        rows.recordGone(billing, NOW);
        assertThat(rows.owners(List.of(billing), YESTERDAY))
                .containsEntry(billing, new Owners.NoApp());
    }

    @Test
    void those_that_wait_longest_are_read_first_and_each_once_a_day() {
        var billing = app("billing");
        var ledger = app("ledger");

        assertThat(rows.due(YESTERDAY, 10)).containsExactlyInAnyOrder(billing, ledger);
        rows.save(billing, List.of(), YESTERDAY);
        assertThat(rows.due(YESTERDAY, 1)).containsExactly(ledger);
        rows.recordNotTold(ledger, NOW);
        assertThat(rows.due(YESTERDAY, 10)).containsExactly(billing);
        assertThat(rows.due(YESTERDAY.minusMillis(1), 10)).isEmpty();
    }

    @Test
    void the_keys_of_thousands_of_apps_are_found_at_once() {
        IntStream.range(0, 1_100)
                .forEach(number ->
                        tenant.app(
                                "app " + number,
                                TestTenant.secret("key", NOW, NOW.plus(Duration.ofDays(7)))));
        tenant.scan(db, NOW);
        var credentials = new Credentials(db, "none");
        var ids = credentials.appsWithKeys().stream().map(app -> app.ref().objectId()).toList();

        assertThat(ids).hasSize(1_100);
        assertThat(credentials.ofApps(ids)).hasSize(1_100);
        assertThat(credentials.ofApps(List.of())).isEmpty();
    }
}
