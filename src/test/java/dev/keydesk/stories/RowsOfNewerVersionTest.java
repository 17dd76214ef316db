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
            List.of(
                    "secret_request",
                    "removal",
                    "renewal",
                    "unknown_key",
                    "digest",
                    "digest_line");

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
        assertThat(column("select state from renewal")).containsExactly("Gone");
        assertThat(column("select state from unknown_key")).containsExactly("Gone");
        assertThat(column("select state from digest_line where state = 'Closed'")).isNotEmpty();
        for (var table : WITH_BODY) {
            var newOnes = table.startsWith("digest") ? " where body like '%escrow%'" : "";
            assertThat(column("select body from " + table + newOnes))
                    .as(table)
                    .isNotEmpty()
                    .allMatch(body -> body.contains("\"escrow\":\"kept\""));
        }
    }

    private List<String> bodies(String table) {
        return column("select body from " + table);
    }

    private void write(String statement) {
        world().bot().db().writing(tx -> tx.sql().execute(statement));
    }

    private List<String> column(String question) {
        return world().bot().db().read(sql -> sql.createQuery(question).mapTo(String.class).list());
    }
}
