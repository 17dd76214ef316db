package dev.keydesk.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.GoneCredentials;
import dev.keydesk.expiry.TestTenant;
import dev.keydesk.livemessages.Recipient;
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
import java.util.List;
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

    private final EachStore store;
    private final Random random = new Random(7);
    private final TestTenant tenant = new TestTenant();
    @TempDir private Path folder;
    private WorkflowRoom room;
    private Db db;
    private Workflow<Removal> workflow;
    private RemovalRows rows;

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
            if (removal.isOpen()) {
                assertThat(moved(stored, withdrawn(removal.details()))).isTrue();
            }
        }
    }

    private List<Removal> inEachState() {
        var asked = new Removal.Asked(details(), Optional.of(LocalDate.parse("2026-03-09")));
        var scheduled =
                asked.approve(PERMIT, Optional.of(NOW.plusSeconds(60)), false).orElseThrow();
        var being = Removal.BeingRemoved.begun(details(), PERMIT, NOW);
        var stuck = being.stuck("403", NOW);
        return Stream.of(
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
        return switch (removal) {
            case Removal.Asked it -> new Removal.Asked(details, it.on(), it.first());
            case Removal.Scheduled it ->
                    new Removal.Scheduled(details, it.permit(), it.day(), it.due());
            case Removal.BeingRemoved it ->
                    new Removal.BeingRemoved(
                            details, it.permit(), it.since(), it.acceptedAt(), it.held());
            case Removal.NeedsPerson it ->
                    new Removal.NeedsPerson(details, it.permit(), it.why(), it.since());
            case Removal.Declined it -> new Removal.Declined(details, it.by(), it.at(), it.why());
            case Removal.Withdrawn it -> new Removal.Withdrawn(details, it.by(), it.at());
            case Removal.Gone it -> new Removal.Gone(details, it.permit(), it.how(), it.at());
        };
    }

    @Test
    void why_the_desk_called_it_off_comes_back() {
        var day = LocalDate.parse("2026-03-09");
        var planned = new Removal.Scheduled(details(), PERMIT, day, NOW.plusSeconds(60));
        assertThat(opened(planned)).isTrue();
        var off = planned.calledOff(ALICE, "The new key is gone.", NOW);
        assertThat(moved(new Versioned<>(planned, 1), off)).isTrue();
        assertThat(find(planned)).hasValue(new Versioned<>(off, 2));
    }

    @Test
    void a_key_has_one_open_removal_however_its_id_is_written_and_another_one_afterwards() {
        var first = new Removal.Asked(details(), Optional.empty());
        assertThat(opened(first)).isTrue();
        assertThat(opened(new Removal.Asked(details(), Optional.empty()))).isFalse();
        var found =
                rows.openFor(
                        TENANT,
                        TestTenant.objectId("billing"),
                        TestTenant.keyId("export").toUpperCase(java.util.Locale.ROOT));
        assertThat(found).contains(new Versioned<>(first, 1));
        assertThat(
                        rows.openFor(
                                "another",
                                TestTenant.objectId("billing"),
                                TestTenant.keyId("export")))
                .isEmpty();

        moved(found.orElseThrow(), first.decline(BOB, NOW, "It is in use."));
        assertThat(rows.openFor(TENANT, TestTenant.objectId("billing"), TestTenant.keyId("export")))
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
        db.writing(tx -> GoneCredentials.gone(tx, key(), NOW));
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
                RemovalCause.replacedBy(new Ticket("KD-7F3K2")),
                Optional.of(Recipient.channel(new ChannelId("C1"))),
                Optional.of("<!channel>"),
                NOW);
    }

    private Credential.Key key() {
        return new Credentials(db, TestTenant.DESK)
                .find(TestTenant.objectId("billing"), TestTenant.keyId("export"))
                .orElseThrow()
                .key();
    }
}
