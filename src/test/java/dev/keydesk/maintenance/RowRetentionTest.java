package dev.keydesk.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What goes after its time and what stays, in both kinds of database. */
@EachStore.Contract
class RowRetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration KEPT = Duration.ofDays(400);
    private static final long OLD = NOW.minus(KEPT).minusMillis(1).toEpochMilli();
    private static final long JUST_IN_TIME = NOW.minus(KEPT).toEpochMilli();
    private static final long FAR_OFF = Instant.parse("2299-01-01T00:00:00Z").toEpochMilli();
    private static final String OLD_DAY = "2025-01-25";

    private final EachStore store;
    @TempDir private Path folder;
    private Db db;

    RowRetentionTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void forget() {
        new RowRetention(db, KEPT, InstantSource.fixed(NOW)).delete();
    }

    private void row(String sql, Object... values) {
        db.writing(tx -> tx.sql().execute(sql, values));
    }

    private List<String> left(String sql) {
        return db.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private void request(String ticket, String state, long movedAt) {
        row(
                "insert into secret_request (ticket, version, state, body, requester, app, view_id,"
                        + " asked_at, moved_at) values (?, 1, ?, '{}', 'U1', 'app', ?, 0, ?)",
                ticket,
                state,
                "view " + ticket,
                movedAt);
        row(
                "insert into message (subject, place, slot, channel, ts, rendered_version)"
                        + " values (?, 'card', '', 'C1', '1', 1)",
                ticket);
    }

    private List<String> requests() {
        return left("select ticket from secret_request order by ticket");
    }

    private void liveKey(String keyId, String name) {
        row(
                "insert into app (number, object_id, client_id, name, audience, tags, content)"
                        + " values (1, 'app', 'client', 'billing', '', '', 0)");
        row(
                "insert into credential (app, key_id, kind, name, start_at, end_at, first_seen)"
                        + " values (1, ?, 'SECRET', ?, 0, 0, 0)",
                keyId,
                name);
    }

    private void issued(String keyId, String ticket) {
        row(
                "insert into issued_secret (app, key_id, ticket, requester)"
                        + " values ('app', ?, ?, 'U1')",
                keyId,
                ticket);
    }

    @Test
    void requests_that_were_settled_long_ago_go_with_their_messages_and_the_others_stay() {
        request("KD-A", "Denied", OLD);
        request("KD-B", "Denied", JUST_IN_TIME);
        request("KD-C", "Waiting", OLD);
        request("KD-D", "HandedOver", OLD);
        request("KD-E", "NeedsPerson", OLD);
        request("KD-F", "a state of a newer version", OLD);
        row(
                "insert into audit_event (at, ticket, version, kind, actor, sentence)"
                        + " values (0, 'KD-A', 1, 'denied', 'U1', 'It was denied.')");
        forget();

        assertThat(requests()).containsExactly("KD-B", "KD-C", "KD-D", "KD-E", "KD-F");
        assertThat(left("select subject from message")).hasSize(5).doesNotContain("KD-A");
        assertThat(left("select ticket from audit_event")).containsExactly("KD-A");
    }

    @Test
    void a_request_stays_as_long_as_its_credential_lives_in_entra_however_that_is_called() {
        request("KD-A", "Done", OLD);
        request("KD-B", "Done", OLD);
        request("KD-C", "Done", OLD);
        liveKey("KEY-1", "a name that somebody changed");
        issued("key-1", "KD-A");
        row(
                "insert into credential (app, key_id, kind, name, start_at, end_at, first_seen)"
                        + " values (1, 'key-2', 'SECRET', 'export · KD-B-1', 0, 0, 0)");
        issued("key-3", "KD-C");
        forget();
        assertThat(requests()).containsExactly("KD-A", "KD-B");
        assertThat(left("select ticket from issued_secret")).containsExactly("KD-A");

        row("update credential set gone_at = 1");
        forget();
        assertThat(requests()).isEmpty();
        assertThat(left("select ticket from issued_secret")).isEmpty();
    }

    @Test
    void a_renewal_goes_with_its_request_and_never_while_it_is_open() {
        request("KD-A", "Done", OLD);
        request("KD-B", "Done", OLD);
        renewal("KD-A", "Declined", "tenant app KD-A");
        renewal("KD-B", "Gone", "");
        row(
                "insert into message (subject, place, slot, channel, ts, rendered_version) values"
                        + " ('RM-KD-B', 'old-secret', '', 'C', '1', 1)");
        forget();

        assertThat(requests()).containsExactly("KD-A");
        assertThat(left("select ticket from removal")).containsExactly("KD-A");
        assertThat(left("select subject from message where place = 'old-secret'")).isEmpty();
        assertThat(left("select ticket from renewal_reservation")).containsExactly("KD-A");
    }

    private void renewal(String ticket, String state, String openKey) {
        row(
                "insert into removal (id, version, state, body, tenant, app, key_id, open_key,"
                        + " asked_at, moved_at, ticket, new_key_id)"
                        + " values (?, 1, ?, '{}', 'tenant', 'app', ?, nullif(?, ''), 0, 0, ?,"
                        + " 'new')",
                "RM-" + ticket,
                state,
                ticket,
                openKey,
                ticket);
        row(
                "insert into renewal_reservation (app, key_id, ticket) values ('app', ?, ?)",
                ticket,
                ticket);
    }

    @Test
    void a_message_of_reminders_goes_once_nothing_in_it_can_still_be_pressed_for() {
        digest("closed", OLD_DAY, "Closed", FAR_OFF);
        digest("ended", OLD_DAY, "Open", OLD);
        digest("endless", OLD_DAY, "Open", FAR_OFF);
        digest("young", "2025-01-26", "Closed", OLD);
        forget();

        assertThat(left("select part from digest order by part"))
                .containsExactly("endless", "young");
        assertThat(left("select part from digest_line order by part"))
                .containsExactly("endless", "young");
    }

    private void digest(String part, String day, String state, long endAt) {
        row("insert into digest (part, day, version, body) values (?, ?, 1, '{}')", part, day);
        row(
                "insert into digest_line (part, number, app, key_id, kind, end_at, state, body)"
                        + " values (?, 1, 'app', 'key', 'SECRET', ?, ?, '{}')",
                part,
                endAt,
                state);
    }

    @Test
    void removals_unknown_keys_steps_and_what_is_known_of_owners_go_and_what_is_needed_stays() {
        removal("RM-A", "Gone");
        removal("RM-B", "NeedsPerson");
        unknown("a", "Gone");
        unknown("b", "Reported");
        step("ended", OLD);
        step("endless", FAR_OFF);
        row("insert into slack_user (address, asked_at) values ('a@x.org', ?)", OLD);
        row("insert into slack_user (address, asked_at) values ('b@x.org', ?)", JUST_IN_TIME);
        row("insert into owners_read (app, read_at) values ('deleted', ?)", OLD);
        row("insert into app_owner (app, mail) values ('deleted', 'a@x.org')");
        row(
                "insert into reminder_override (app, channel, by_user, moved_at) values ('x', 'C',"
                        + " 'U', 0)");
        row("insert into home_tab (person, page, opened_at) values ('U1', 0, ?)", OLD);
        row("insert into reminder_run (hour, day) values ('9', ?)", OLD_DAY);
        liveKey("key", "a key");
        row("insert into owners_read (app, read_at) values ('app', ?)", OLD);
        row(
                "insert into reminder_override (app, channel, by_user, moved_at) values ('app',"
                        + " 'C', 'U', 0)");
        forget();

        assertThat(left("select id from removal")).containsExactly("RM-B");
        assertThat(left("select key_id from orphaned_secret")).containsExactly("b");
        assertThat(left("select key_id from reminder")).containsExactly("endless");
        assertThat(left("select address from slack_user")).containsExactly("b@x.org");
        assertThat(left("select app from owners_read")).containsExactly("app");
        assertThat(left("select app from app_owner")).isEmpty();
        assertThat(left("select app from reminder_override")).containsExactly("app");
        assertThat(left("select person from home_tab")).isEmpty();
        assertThat(left("select day from reminder_run")).isEmpty();
    }

    private void removal(String id, String state) {
        row(
                "insert into removal (id, version, state, body, tenant, app, key_id, asked_at,"
                        + " moved_at) values (?, 1, ?, '{}', 't', 'app', 'key', 0, ?)",
                id,
                state,
                OLD);
    }

    private void unknown(String keyId, String state) {
        row(
                "insert into orphaned_secret (key_id, version, state, body, seen_at)"
                        + " values (?, 1, ?, '{}', ?)",
                keyId,
                state,
                OLD);
    }

    private void step(String keyId, long endAt) {
        row(
                "insert into reminder (tenant, app, key_id, end_at, step, told_at)"
                        + " values ('t', 'app', ?, ?, 7, ?)",
                keyId,
                endAt,
                OLD);
    }

    @Test
    void hundreds_go_at_one_time_though_a_few_in_each_transaction() {
        for (int number = 0; number < 450; number++) {
            request("KD-" + number, "Lapsed", OLD);
        }
        forget();
        assertThat(requests()).isEmpty();
    }
}
