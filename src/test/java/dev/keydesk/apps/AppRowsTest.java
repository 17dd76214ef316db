package dev.keydesk.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a scan saw is there after a restart, and two nodes may scan at the same time. */
@EachStore.Contract
class AppRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final AppRegistration PAYROLL = app("object-1", "payroll-api");
    private static final AppRegistration CRM = app("object-2", "crm");

    private final EachStore store;
    @TempDir private Path folder;
    private Db db;
    private AppRows rows;

    AppRowsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        rows = new AppRows(db);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static AppRegistration app(String objectId, String name) {
        return new AppRegistration(
                objectId,
                "client of " + name,
                name,
                "AzureADMyOrg",
                List.of(
                        new AppRegistration.Secret(
                                "key of " + name,
                                Optional.of("nightly export"),
                                Optional.empty(),
                                NOW,
                                NOW.plus(Duration.ofDays(90)))));
    }

    private List<AppRegistration> all() {
        var found = new ArrayList<AppRegistration>();
        rows.forEach(found::add);
        return found;
    }

    @Test
    void before_the_first_scan_there_is_nothing() {
        assertThat(rows.finishedAt()).isEmpty();
        assertThat(all()).isEmpty();
    }

    @Test
    void pages_come_back_as_they_were_and_an_empty_one_is_none() {
        rows.save(List.of(CRM, PAYROLL), 1);
        rows.save(List.of(), 1);
        rows.finish(1, NOW);
        assertThat(all()).containsExactlyInAnyOrder(PAYROLL, CRM);
        assertThat(rows.finishedAt()).hasValue(NOW);
    }

    @Test
    void what_the_next_scan_did_not_see_is_gone_and_what_it_saw_is_new() {
        rows.save(List.of(PAYROLL, CRM), 1);
        rows.finish(1, NOW);
        var renamed = app("object-1", "payroll-api-2");
        rows.save(List.of(renamed), 2);
        assertThat(all()).as("until it is over").containsExactlyInAnyOrder(renamed, CRM);
        rows.finish(2, NOW.plusSeconds(600));
        assertThat(all()).containsExactly(renamed);
        assertThat(rows.finishedAt()).hasValue(NOW.plusSeconds(600));
    }

    @Test
    void an_earlier_scan_that_comes_late_takes_nothing_from_the_later_one() {
        rows.save(List.of(PAYROLL), 2);
        rows.save(List.of(app("object-1", "as it was called before"), CRM), 1);
        rows.finish(1, NOW);
        assertThat(all()).containsExactlyInAnyOrder(PAYROLL, CRM);
        rows.finish(2, NOW);
        assertThat(all()).containsExactly(PAYROLL);
    }

    @Test
    void more_than_the_server_sends_at_a_time_are_all_read() {
        var many =
                IntStream.range(0, 1200)
                        .mapToObj(number -> app("object-" + number, "app-" + number))
                        .toList();
        rows.save(many, 1);
        assertThat(all()).hasSize(1200);
    }
}
