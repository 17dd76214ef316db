package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;

/**
 * Every kind of state that is stored, beside a newer version: facts that only that one knows stay
 * in the rows.
 */
@Timeout(120)
class RowsOfNewerVersionTest extends RenewalStory {
    private static final List<String> WITH_BODY =
            List.of("secret_request", "removal", "orphaned_secret", "digest", "digest_line");

    private static final List<String> WITH_STATE =
            WITH_BODY.stream().filter(table -> !table.equals("digest")).toList();

    @Override
    String reminders() {
        return aliceIsTheTeamOfBilling(super.reminders());
    }

    /** A row of each kind, each with something still to come. */
    private String oneOfEach() {
        var payroll = world().company().payroll().id();
        var now = world().clock().instant();
        var old = handedOver(31);
        alice().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
        var unknown =
                entra().tenant()
                        .existingSecret(
                                payroll,
                                "nightly export · KD-7F3K2-1",
                                now,
                                now.plus(Duration.ofDays(90)));
        scan();
        world().timePasses(Duration.ofMinutes(8));
        WITH_BODY.forEach(table -> assertThat(bodies(table)).as(table).isNotEmpty());
        entra().tenant().removeByHand(payroll, unknown.keyId());
        return old.keyId();
    }

    @Test
    void facts_that_it_does_not_know_stay_in_every_row_that_it_moves() {
        var old = oneOfEach();
        WITH_BODY.forEach(table ->
                write(
                        "update %s set body = '{\"escrow\":\"kept\",' || substr(body, 2)"
                                .formatted(table)));
        daysPass(9);

        assertThat(keysOfBilling()).doesNotContain(old);
        assertThat(column("select state from removal")).containsExactly("Gone");
        assertThat(column("select state from orphaned_secret")).containsExactly("Gone");
        assertThat(column("select state from digest_line where state = 'Closed'")).isNotEmpty();
        for (var table : WITH_BODY) {
            var newOnes = table.startsWith("digest") ? " where body like '%escrow%'" : "";
            assertThat(column("select body from " + table + newOnes))
                    .as(table)
                    .isNotEmpty()
                    .allMatch(body -> body.contains("\"escrow\":\"kept\""));
        }
    }

    /** Also of owners: what this version cannot read it reads anew from Entra. */
    @Test
    void states_that_it_does_not_know_stop_no_round_and_stay_as_they_are() {
        oneOfEach();
        WITH_STATE.forEach(table -> write("update %s set state = 'Escrowed'".formatted(table)));
        write("update digest set body = '[\"later\"]'");
        write("update owners_read set owners = '{\"later\":1}'");
        var before = untouched();
        ends("weekly import", 33);
        daysPass(3);

        assertThat(told().getLast()).contains("weekly import");
        assertThat(untouched()).containsAll(before);
        assertThat(world().bot().platform().periodicTasks().troubles()).isEmpty();
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(200);
        assertThat(log()).filteredOn(line -> line.contains("round=")).isEmpty();
    }

    /** A message with other lines is posted, and says what it cannot say of that one. */
    @Test
    void a_removal_that_it_does_not_know_does_not_keep_a_reminder_back() {
        told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        write("update removal set state = 'Escrowed'");
        daysPass(17);

        assertThat(told().getLast())
                .contains("nightly export", "Another version of Keydesk handles its removal.");
        assertThat(alice().sees("nightly export").buttons()).doesNotContain("Remove…");
    }

    /** Without the line it would look as if that key were no longer told of. */
    @Test
    void a_message_with_a_line_that_it_does_not_know_stays_as_it_stands() {
        var other = ends("weekly import", 31);
        var first = told("nightly export", 31);
        var stands = told().getLast();
        assertThat(stands).contains("weekly import", "nightly export");
        write(
                "update digest_line set state = 'Escrowed' where key_id = '%s'"
                        .formatted(other.keyId()));
        write("update digest set version = version + 1");
        entra().tenant().removeByHand(billing().id(), first.keyId());
        daysPass(1);
        assertThat(told().getLast()).isEqualTo(stands);

        write("update digest_line set state = 'Open' where state = 'Escrowed'");
        world().timePasses(Duration.ofMinutes(10));
        assertThat(told().getLast()).isNotEqualTo(stands).contains("nothing left to do");
    }

    private List<String> untouched() {
        return WITH_STATE.stream()
                .flatMap(table ->
                        column("select body from %s where state = 'Escrowed'".formatted(table))
                                .stream())
                .toList();
    }

    private List<String> bodies(String table) {
        return column("select body from " + table);
    }

    private void write(String statement) {
        world().bot().platform().db().writing(tx -> tx.sql().execute(statement));
    }

    private List<String> column(String question) {
        return world().bot()
                .platform()
                .db()
                .read(sql -> sql.createQuery(question).mapTo(String.class).list());
    }
}
