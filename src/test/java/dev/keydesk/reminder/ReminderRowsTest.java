package dev.keydesk.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.ReminderStep;
import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.TestTenant;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;
import dev.keydesk.store.RowJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What is kept of reminders, in both kinds of database. */
@EachStore.Contract
class ReminderRowsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final Recipient GENERAL = Recipient.channel(new ChannelId("C1"));

    private final EachStore store;
    @TempDir private Path folder;

    private final TestTenant tenant = new TestTenant();
    private Db db;
    private Digests digests;
    private ReminderLines lines;
    private ReminderLog steps;

    ReminderRowsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        digests = new Digests(db);
        lines = new ReminderLines(db);
        steps = new ReminderLog(db, "tenant");
        tenant.app("billing", TestTenant.secret("export", NOW, NOW.plus(Duration.ofDays(7))));
        tenant.scan(db, NOW);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void a_step_is_told_once_and_another_end_makes_another_key() {
        var key = entry().keyEnd();
        var renewed = new ReminderEntry.KeyEnd(key.app(), key.keyId(), key.endAt() + 1);
        assertThat(tell(key, new ReminderStep(7))).isTrue();
        assertThat(tell(key, new ReminderStep(7))).isFalse();
        assertThat(tell(key, new ReminderStep(3))).isTrue();
        assertThat(tell(renewed, new ReminderStep(7))).isTrue();
        assertThat(steps.toldAt(key, new ReminderStep(7))).hasValue(NOW);
        assertThat(steps.toldAt(key, new ReminderStep(1))).isEmpty();

        var sent = steps.sent(NOW, NOW);
        assertThat(sent.of(key))
                .containsExactlyInAnyOrder(new ReminderStep(7), new ReminderStep(3));
        assertThat(sent.of(renewed)).containsExactly(new ReminderStep(7));
        assertThat(new ReminderLog(db, "another tenant").sent(NOW, NOW).of(key)).isEmpty();
    }

    private boolean tell(ReminderEntry.KeyEnd key, ReminderStep step) {
        return db.write(tx -> steps.tell(tx, key, step, NOW));
    }

    @Test
    void a_key_is_snoozed_until_its_time_and_no_longer() {
        var key = entry().keyEnd();
        var until = NOW.plus(Duration.ofDays(2));
        db.writing(tx -> steps.snooze(tx, key, new UserId("U1"), NOW.plusSeconds(1)));
        db.writing(tx -> steps.snooze(tx, key, new UserId("U2"), until));

        assertThat(steps.sent(NOW, NOW).isSnoozed(key, NOW)).isTrue();
        assertThat(steps.sent(NOW, NOW).isSnoozed(key, until)).isFalse();
    }

    @Test
    void an_hour_of_a_day_is_over_once() {
        var nine = new DailyHour(9, ZoneOffset.UTC, false);
        assertThat(steps.isFinished(nine, DAY)).isFalse();
        steps.finishRound(nine, DAY);
        steps.finishRound(nine, DAY);
        assertThat(steps.isFinished(nine, DAY)).isTrue();
        assertThat(steps.isFinished(nine, DAY.plusDays(1))).isFalse();
        assertThat(steps.isFinished(new DailyHour(10, ZoneOffset.UTC, false), DAY)).isFalse();
    }

    @Test
    void a_message_and_its_lines_come_back_as_they_were_stored() {
        var part = part(1);
        add(part, List.of(entry(), entry()));

        assertThat(digests.find(part.id()).orElseThrow().part()).isEqualTo(part);
        assertThat(lines.of(part.id()))
                .containsExactly(
                        new ReminderLines.Placed(part.id(), 1, new ReminderLine.Open(entry())),
                        new ReminderLines.Placed(part.id(), 2, new ReminderLine.Open(entry())));
        assertThat(lines.find(part.id() + ".2")).isPresent();
        assertThat(lines.find(part.id() + ".3")).isEmpty();
        assertThat(lines.find("nonsense")).isEmpty();
        assertThat(lines.find(part.id() + ".99999999999")).isEmpty();
        int messages = db.write(tx -> digests.count(tx, GENERAL, DAY));
        assertThat(messages).isEqualTo(1);
    }

    @Test
    void of_two_who_move_a_line_one_wins_and_each_move_is_read_back() {
        var part = part(1);
        add(part, List.of(entry()));
        var open = lines.find(part.id() + ".1").orElseThrow();
        var by = new UserId("U1");
        var snoozed = new ReminderLine.Snoozed(entry(), by, NOW);
        var moved = new ReminderLine.Moved(entry(), by, new ChannelId("C2"));
        boolean first = db.write(tx -> lines.move(tx, open, snoozed));
        boolean second = db.write(tx -> lines.move(tx, open, moved));
        assertThat(first).isTrue();
        assertThat(second).isFalse();

        var now = lines.find(part.id() + ".1").orElseThrow();
        assertThat(now.line()).isEqualTo(snoozed);
        db.writing(tx -> lines.move(tx, now, moved));
        assertThat(lines.find(part.id() + ".1").orElseThrow().line()).isEqualTo(moved);
        assertThat(lines.openOfApp(TestTenant.objectId("billing"))).isEmpty();
    }

    @Test
    void a_line_that_an_older_version_closed_has_no_new_end() throws Exception {
        var mapper = RowJson.mapper();
        var row =
                mapper.valueToTree(
                        ReminderLine.Closed.gone(entry(), "it is no longer in Entra", NOW));
        var older = row.<ObjectNode>deepCopy().without("newEnd");

        assertThat(mapper.treeToValue(older, ReminderLine.Closed.class))
                .isEqualTo(ReminderLine.Closed.gone(entry(), "it is no longer in Entra", NOW));
        var moved = ReminderLine.Closed.endMoved(entry(), NOW, NOW);
        assertThat(mapper.readValue(mapper.writeValueAsString(moved), ReminderLine.Closed.class))
                .isEqualTo(moved);
    }

    @Test
    void a_line_is_out_of_date_once_its_key_is_gone_or_ends_at_another_time() {
        add(part(1), List.of(entry()));
        assertThat(lines.outOfDate()).isEmpty();

        tenant.app("billing", TestTenant.secret("export", NOW, NOW.plus(Duration.ofDays(70))));
        tenant.scan(db, NOW);
        assertThat(lines.outOfDate()).hasSize(1);

        tenant.app("billing");
        tenant.scan(db, NOW);
        assertThat(lines.outOfDate()).hasSize(1);
    }

    @Test
    void the_last_word_about_an_app_counts() {
        var moved = new ReminderOverrides(db);
        db.writing(tx -> moved.move(tx, "app", new ChannelId("C1"), new UserId("U1"), NOW));
        db.writing(tx -> moved.move(tx, "app", new ChannelId("C2"), new UserId("U2"), NOW));
        assertThat(moved.find("app"))
                .contains(new ReminderOverrides.Moved(new ChannelId("C2"), new UserId("U2")));
        assertThat(moved.find("another")).isEmpty();
    }

    private static DigestPage part(int number) {
        return new DigestPage(
                DigestPage.idOf(GENERAL, DAY, number),
                GENERAL,
                DAY,
                number,
                number,
                NOW,
                Optional.of("why"),
                List.of(GENERAL));
    }

    private ReminderEntry entry() {
        Credential.Key key =
                new Credentials(db, TestTenant.DESK)
                        .find(TestTenant.objectId("billing"), TestTenant.keyId("export"))
                        .orElseThrow()
                        .key();
        return new ReminderEntry(
                key.app(),
                key.keyId(),
                key.kind(),
                key.name(),
                key.hint(),
                key.start(),
                NOW.plus(Duration.ofDays(7)),
                new ReminderStep(7),
                7,
                Optional.of(NOW),
                Optional.empty(),
                false,
                Responsible.byOwners("its owners", List.of(new UserId("U1"))));
    }

    private void add(DigestPage part, List<ReminderEntry> told) {
        db.writing(tx -> {
            digests.add(tx, part);
            lines.add(tx, part.id(), told);
        });
    }
}
