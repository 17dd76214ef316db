package dev.keydesk.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.GoneCredentials;
import dev.keydesk.expiry.TestTenant;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;
import dev.keydesk.workflow.Versioned;
import dev.keydesk.workflow.Workflow;
import dev.keydesk.workflow.WorkflowRoom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** One open removal for each key, in both kinds of database. */
@EachStore.Contract
class RemovalRowsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final UserId ALICE = new UserId("U1");
    private static final UserId BOB = new UserId("U2");
    private static final Removal.Permit PERMIT = new Removal.Permit(BOB, "because", NOW);
    private static final String TENANT = "tenant";
    private static final Ticket TICKET = new Ticket("KD-7F3K2");

    private final EachStore store;
    private final Random random = new Random(7);
    private final TestTenant tenant = new TestTenant();
    @TempDir private Path folder;
    private WorkflowRoom room;
    private Db db;
    private Workflow<Removal> workflow;
    private RemovalRows rows;
    private RenewalRows renewals;
    private Instant now = NOW;
    private int newKeys;

    RemovalRowsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        room =
                new WorkflowRoom(
                        store, folder, List.of(RemovalExecution.REMOVE, RemovalReminder.NUDGE));
        db = room.db();
        workflow = room.workflow(new RemovalMachine(Duration.ofDays(1)));
        rows = new RemovalRows(db, workflow.rows());
        renewals = new RenewalRows(db, workflow.rows());
        tenant.app("billing", TestTenant.secret("export", NOW, NOW.plus(Duration.ofDays(7))));
        tenant.scan(db, NOW);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void each_state_comes_back_as_it_went_in() {
        for (var removal : inEachState()) {
            assertThat(opened(removal)).isTrue();
            var stored = find(removal).orElseThrow();
            assertThat(stored).isEqualTo(new Versioned<>(removal, 1));
            if (removal.holdsKey()) {
                var settled = removal.teamDecides() ? lost(removal) : withdrawn(removal.details());
                assertThat(moved(stored, settled)).isTrue();
            }
        }
    }

    private List<Removal> inEachState() {
        var asked = new Removal.Asked(details(), Optional.of(LocalDate.parse("2026-03-09")));
        var scheduled =
                asked.approve(PERMIT, Optional.of(NOW.plusSeconds(60)), false).orElseThrow();
        var being = Removal.BeingRemoved.begun(details(), PERMIT, NOW);
        var stuck = being.stuck("403", NOW);
        var proposed = proposed();
        return Stream.of(
                        proposed,
                        proposed.keep(BOB, NOW).orElseThrow(),
                        proposed.keep(BOB, NOW).orElseThrow().expired(NOW).orElseThrow(),
                        new Removal.Asked(details(), Optional.empty()),
                        asked,
                        scheduled,
                        being,
                        being.accepted(NOW.plusSeconds(1)),
                        stuck,
                        asked.decline(BOB, NOW, "It is in use."),
                        asked.withdraw(ALICE, NOW),
                        asked.gone(Removal.Gone.How.NOT_THERE, NOW).orElseThrow(),
                        stuck.gone(Removal.Gone.How.WITH_ITS_APP, NOW).orElseThrow())
                .map(this::renamed)
                .toList();
    }

    /** The states above share orders, and each row needs a name of its own. */
    private Removal renamed(Removal removal) {
        var details = details();
        return removal.withDetails(
                removal.details()
                        .renewal()
                        .map(_ -> details.withRenewal(renewal()))
                        .orElse(details));
    }

    @Test
    void why_the_desk_called_it_off_comes_back() {
        var day = LocalDate.parse("2026-03-09");
        var planned = new Removal.Scheduled(details(), PERMIT, day, NOW.plusSeconds(60));
        assertThat(opened(planned)).isTrue();
        var off =
                new Removal.Withdrawn(
                        planned.details(), ALICE, NOW, Optional.of("The new secret is gone."));
        assertThat(moved(new Versioned<>(planned, 1), off)).isTrue();
        assertThat(find(planned)).hasValue(new Versioned<>(off, 2));
    }

    @Test
    void a_key_has_one_open_removal_however_its_id_is_written_and_another_one_afterwards() {
        var first = new Removal.Asked(details(), Optional.empty());
        assertThat(opened(first)).isTrue();
        assertThat(opened(new Removal.Asked(details(), Optional.empty()))).isFalse();
        var found =
                rows.holder(
                        TENANT,
                        TestTenant.objectId("billing"),
                        TestTenant.keyId("export").toUpperCase(Locale.ROOT));
        assertThat(found).contains(new Versioned<>(first, 1));
        assertThat(
                        rows.holder(
                                "another",
                                TestTenant.objectId("billing"),
                                TestTenant.keyId("export")))
                .isEmpty();

        moved(found.orElseThrow(), first.decline(BOB, NOW, "It is in use."));
        assertThat(rows.holder(TENANT, TestTenant.objectId("billing"), TestTenant.keyId("export")))
                .isEmpty();
        assertThat(opened(new Removal.Asked(details(), Optional.empty()))).isTrue();
    }

    @Test
    void of_two_who_move_the_same_version_the_second_changes_nothing() {
        var asked = new Removal.Asked(details(), Optional.empty());
        opened(asked);
        var seenByBoth = find(asked).orElseThrow();
        var declined = asked.decline(BOB, NOW, "It is in use.");
        assertThat(moved(seenByBoth, declined)).isTrue();
        assertThat(moved(seenByBoth, asked.approve(PERMIT, Optional.empty(), false).orElseThrow()))
                .isFalse();
        assertThat(find(asked)).contains(new Versioned<>(declined, 2));
    }

    @Test
    void what_waits_for_a_key_that_is_gone_is_found_and_what_is_under_way_is_not() {
        var asked = new Removal.Asked(details(), Optional.empty());
        opened(asked);
        assertThat(rows.vanished()).isEmpty();
        db.writing(tx -> GoneCredentials.record(tx, key(), NOW));
        assertThat(new Credentials(db, TestTenant.DESK).ofApp(TestTenant.objectId("billing")))
                .isEmpty();
        assertThat(rows.vanished())
                .extracting(stored -> stored.state().id())
                .containsExactly(asked.id());

        moved(
                rows.vanished().getFirst(),
                asked.approve(PERMIT, Optional.empty(), false).orElseThrow());
        assertThat(rows.vanished()).isEmpty();
        List<Versioned<Removal>> underWay = db.write(rows::underWay);
        assertThat(underWay).extracting(stored -> stored.state().id()).containsExactly(asked.id());
    }

    private boolean opened(Removal removal) {
        return db.write(tx -> workflow.open(tx, removal, Actor.of(ALICE), "because")).isPresent();
    }

    private boolean moved(Versioned<Removal> from, Removal to) {
        return workflow.tryTransition(from, to, Actor.of(BOB), "because").isPresent();
    }

    private Optional<Versioned<Removal>> find(Removal removal) {
        return workflow.rows().find(removal.id().text());
    }

    private static Removal withdrawn(RemovalDetails details) {
        return new Removal.Withdrawn(details, ALICE, NOW);
    }

    private RemovalDetails details() {
        return new RemovalDetails(
                RemovalId.fresh(random),
                TENANT,
                key(),
                ALICE,
                RemovalCause.replacedBy(TICKET),
                Optional.of(Recipient.channel(new ChannelId("C1"))),
                Optional.of("<!channel>"),
                NOW,
                Optional.empty(),
                0);
    }

    /** Each with another new key, so that several may stand side by side. */
    private Renewal renewal() {
        return new Renewal(
                TICKET,
                ALICE,
                new IssuedSecret(
                        "NEW-" + ++newKeys,
                        "export · KD-7F3K2-1",
                        "Q_e",
                        NOW,
                        NOW.plus(Duration.ofDays(90)),
                        Optional.of(DeliveryMethod.SLACK)),
                NOW,
                true,
                Optional.empty(),
                DeliveryTarget.of(new Recipient("C1"), ZoneId.of("Europe/London"))
                        .instead(new Recipient("C2"), "Nobody is there."));
    }

    private Removal.Proposed proposed() {
        return new Removal.Proposed(details().withRenewal(renewal()));
    }

    private Versioned<Removal> stored(Removal removal) {
        return find(removal).orElseThrow();
    }

    private static Removal lost(Removal removal) {
        return removal.lost(
                removal.details().renewal().orElseThrow(), Renewal.Lost.GONE, "It is lost.", NOW);
    }

    @Test
    void a_renewed_key_stays_with_its_removal_until_the_newer_one_is_lost() {
        var first = proposed();
        assertThat(opened(first)).isTrue();
        var kept = first.keep(BOB, NOW).orElseThrow();
        assertThat(moved(stored(first), kept)).isTrue();
        assertThat(opened(new Removal.Asked(details(), Optional.empty()))).isFalse();
        assertThat(held()).hasValue(new Versioned<>(kept, 2));
        assertThat(new OpenRemovals(db, TENANT).of(key().app().objectId(), key().keyId()))
                .as("nobody wants it")
                .isEmpty();

        assertThat(moved(stored(first), lost(kept))).isTrue();
        assertThat(held()).isEmpty();
        assertThat(opened(proposed())).isTrue();
    }

    private Optional<Versioned<Removal>> held() {
        return rows.holder(TENANT, TestTenant.objectId("billing"), TestTenant.keyId("export"));
    }

    @Test
    void of_each_new_key_there_is_one_proposal() {
        var first = proposed();
        opened(first);
        moved(stored(first), lost(first));
        var again =
                new Removal.Proposed(
                        details().withRenewal(first.details().renewal().orElseThrow()));
        assertThat(opened(again)).isFalse();
        var made = first.details().renewal().orElseThrow().secret();
        assertThat(renewals.of(TICKET, made)).hasValue(stored(first));
        assertThat(renewals.of(TICKET, renewal().secret())).isEmpty();
    }

    @Test
    void a_key_that_has_expired_is_found_while_nobody_wants_it_to_go() {
        var end = key().end();
        var first = proposed();
        opened(first);
        now = end.minusMillis(1);
        assertThat(rows.expired(now)).isEmpty();
        now = end;
        assertThat(rows.expired(now)).containsExactly(stored(first));
        var asked = new Removal.Asked(first.details(), Optional.empty());
        moved(stored(first), asked);
        assertThat(rows.expired(now)).isEmpty();
        moved(stored(first), asked.withdraw(ALICE, NOW));
        assertThat(rows.expired(now)).containsExactly(stored(first));
        moved(stored(first), stored(first).state().expired(end).orElseThrow());
        assertThat(rows.expired(now)).isEmpty();
    }

    @Test
    void a_new_key_is_relied_on_while_nothing_became_of_it() {
        var first = proposed();
        opened(first);
        var app = key().app().objectId();
        var made = first.details().renewal().orElseThrow().secret().keyId();
        assertThat(renewals.standing()).containsExactly(stored(first));
        moved(stored(first), first.keep(BOB, NOW).orElseThrow());
        assertThat(renewals.standing(app, made.toLowerCase(Locale.ROOT)))
                .containsExactly(stored(first));
        assertThat(renewals.standing("app-2", made)).isEmpty();
        assertThat(renewals.ofKey(app, key().keyId().toUpperCase(Locale.ROOT)))
                .containsExactly(stored(first));
        assertThat(renewals.ofApps(List.of(app))).containsExactly(stored(first));
        assertThat(renewals.ofApps(List.of("app-2"))).isEmpty();
        moved(stored(first), lost(stored(first).state()));
        assertThat(renewals.standing()).isEmpty();
        assertThat(renewals.standing(app, made)).isEmpty();
    }

    @Test
    void a_key_is_gone_once_a_scan_that_saw_it_misses_it() {
        var app = key().app().objectId();
        assertThat(renewals.isGone(app, "new-1")).as("never seen").isFalse();
        assertThat(renewals.isGone(app, key().keyId())).isFalse();
        db.writing(tx -> GoneCredentials.record(tx, key(), NOW));
        assertThat(renewals.isGone(app, key().keyId().toUpperCase(Locale.ROOT))).isTrue();
        assertThat(renewals.goneOfApps(List.of(app)))
                .containsExactly(RenewalRows.keyOf(app, key().keyId()));
    }

    @Test
    void a_hand_over_of_an_older_version_is_found_until_it_has_its_row() {
        db.writing(tx -> {
            tx.sql()
                    .execute(
                            """
                            insert into secret_request
                                   (ticket, version, state, body, requester, app, view_id,
                                    asked_at, moved_at)
                            values ('KD-7F3K2', 1, 'Done', '{}', 'U', 'app-1', 'V', 0, 0)
                            """);
            tx.sql()
                    .execute(
                            """
                            insert into renewal_reservation (app, key_id, ticket)
                            values ('app-1', 'old-1', 'KD-7F3K2')
                            """);
        });
        assertThat(renewals.missing()).containsExactly(TICKET);
        opened(proposed());
        assertThat(renewals.missing()).isEmpty();
    }

    private Credential.Key key() {
        return new Credentials(db, TestTenant.DESK)
                .find(TestTenant.objectId("billing"), TestTenant.keyId("export"))
                .orElseThrow()
                .key();
    }
}
