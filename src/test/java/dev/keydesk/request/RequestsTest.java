package dev.keydesk.request;

import static dev.keydesk.request.EveryState.BOB;
import static dev.keydesk.request.EveryState.CAROL;
import static dev.keydesk.request.EveryState.WAITING;
import static dev.keydesk.request.EveryState.at;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.livemessages.Backroom;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.store.DatabaseTime;
import dev.keydesk.store.EachStore;
import dev.keydesk.store.Leases;
import dev.keydesk.store.RowJson;
import dev.keydesk.workflow.StaleVersionException;
import dev.keydesk.workflow.Versioned;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A move is one transaction: the row, its audit event and its jobs. */
@EachStore.Contract
class RequestsTest {
    private final EachStore store;
    @TempDir private Path folder;
    private final List<Job> done = new ArrayList<>();
    private Backroom room;
    private AuditLog audit;
    private Requests requests;

    RequestsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        room = new Backroom(store.freshIn(folder));
        audit = new AuditLog(room.db(), _ -> {});
        var leases = new Leases(DatabaseTime.of(room.clock()), room.clock());
        var liveMessages =
                new LiveMessages(
                        room.db(),
                        room.chat(),
                        room.jobs(),
                        leases,
                        _ -> Optional.empty(),
                        room.clock());
        for (JobKind kind : List.of(StateTimers.CHECK, StateTimers.LAPSE, StateTimers.UNCLAIMED)) {
            room.jobs().register(kind, done::add);
        }
        room.ready();
        requests = new Requests(room.db(), audit, room.jobs(), liveMessages, room.clock());
    }

    @AfterEach
    void close() {
        room.close();
    }

    private boolean opens(SecretRequest.Waiting waiting, String viewId) {
        return room.db().<Boolean>write(tx -> requests.open(tx, waiting, viewId));
    }

    private Versioned<SecretRequest> stored() {
        return requests.find(WAITING.ticket()).orElseThrow();
    }

    private List<String> kinds() {
        return audit.of("KD-7F3K2").stream().map(AuditEvent::kind).toList();
    }

    private SecretRequest.Approved approved() {
        return WAITING.approve(BOB, at(5), "bob is an approver.", at(24 * 60));
    }

    @Test
    void a_new_request_is_stored_with_its_event_and_its_jobs() {
        assertThat(opens(WAITING, "V1")).isTrue();
        assertThat(stored()).isEqualTo(new Versioned<>(WAITING, 1));
        assertThat(kinds()).containsExactly("Waiting");
        room.timePasses(Duration.ofDays(2));
        assertThat(done)
                .containsExactly(
                        new Job(StateTimers.CHECK, "KD-7F3K2", 1),
                        new Job(StateTimers.LAPSE, "KD-7F3K2", 1));
    }

    @Test
    void a_form_or_a_ticket_that_has_its_request_changes_nothing() {
        opens(WAITING, "V1");
        assertThat(opens(WAITING, "V1")).isFalse();
        assertThat(opens(WAITING, "V2")).isFalse();
        assertThat(kinds()).containsExactly("Waiting");
        assertThat(requests.ofView("V1")).hasValue(stored());
        assertThat(requests.ofView("V2")).isEmpty();
    }

    @Test
    void each_move_makes_the_version_one_more() {
        opens(WAITING, "V1");
        var moved = requests.move(stored(), approved(), Actor.of(BOB), "bob is an approver.");
        assertThat(moved).isEqualTo(new Versioned<>(approved(), 2)).isEqualTo(stored());
        assertThat(kinds()).containsExactly("Waiting", "Approved");
    }

    @Test
    void of_two_who_move_the_same_version_the_second_changes_nothing() {
        opens(WAITING, "V1");
        var seenByBoth = stored();
        requests.move(seenByBoth, approved(), Actor.of(BOB), "bob is an approver.");
        assertThatThrownBy(() ->
                        requests.move(
                                seenByBoth,
                                WAITING.deny(Optional.of(CAROL), at(5), "no"),
                                Actor.of(CAROL),
                                "no"))
                .isInstanceOf(StaleVersionException.class);
        assertThat(stored()).isEqualTo(new Versioned<>(approved(), 2));
        assertThat(kinds()).containsExactly("Waiting", "Approved");
    }

    @Test
    void a_move_that_breaks_leaves_the_row_the_log_and_the_jobs_as_they_were() {
        opens(WAITING, "V1");
        var before = stored();
        assertThatThrownBy(() ->
                        room.db()
                                .writing(tx -> {
                                    requests.move(tx, before, approved(), Actor.of(BOB), "because");
                                    throw new IllegalStateException("the move broke");
                                }))
                .hasMessage("the move broke");
        assertThat(stored()).isEqualTo(before);
        assertThat(kinds()).containsExactly("Waiting");
        room.timePasses(Duration.ofDays(2));
        assertThat(done).extracting(Job::kind).doesNotContain(StateTimers.UNCLAIMED);
    }

    @Test
    void the_newest_of_a_person_come_first_and_no_more_than_wanted() {
        for (int i = 0; i < 4; i++) {
            opens(numbered(i), "V" + i);
            room.timePasses(Duration.ofMinutes(1));
        }
        assertThat(requests.newestOf(EveryState.ALICE, 3))
                .extracting(stored -> stored.state().ticket().text())
                .containsExactly("KD-00003", "KD-00002", "KD-00001");
        assertThat(requests.newestOf(BOB, 3)).isEmpty();
        assertThat(requests.all()).hasSize(4);
    }

    private static SecretRequest.Waiting numbered(int number) {
        var details = EveryState.ASK;
        return new SecretRequest.Waiting(
                new RequestDetails(
                        new Ticket("KD-0000" + number),
                        details.requester(),
                        details.app(),
                        details.description(),
                        details.lifetimeDays(),
                        details.reason(),
                        details.deliveryMethods(),
                        details.requestedAt(),
                        details.replaces()),
                WAITING.decideBy(),
                Optional.empty());
    }

    @Test
    void a_ticket_nobody_has_is_not_found() {
        assertThat(requests.find(new Ticket("KD-00000"))).isEmpty();
    }

    @Test
    void a_request_in_a_state_of_a_newer_version_is_left_alone_and_hides_no_other() {
        opens(WAITING, "V1");
        opens(numbered(9), "V2");
        write("update secret_request set state = 'Teleported' where view_id = 'V2'");
        write("update secret_request set moved_at = 4711 where view_id = 'V2'");

        assertThat(requests.all())
                .extracting(stored -> stored.state().ticket())
                .containsExactly(WAITING.ticket());
        assertThat(requests.newestOf(WAITING.details().requester(), 10)).hasSize(1);
        assertThatThrownBy(() -> requests.find(numbered(9).ticket()))
                .as("its jobs and clicks wait for a node that knows more")
                .isInstanceOf(RowJson.Unreadable.class);
        assertThat(movedAt(numbered(9).ticket())).isEqualTo(4711);
    }

    @Test
    void facts_that_this_version_cannot_read_are_left_alone_too() {
        opens(WAITING, "V1");
        write("update secret_request set body = '{\"details\": 7}'");
        assertThat(requests.all()).isEmpty();
        assertThatThrownBy(() -> requests.find(WAITING.ticket()))
                .isInstanceOf(RowJson.Unreadable.class);
    }

    @Test
    void facts_of_a_newer_version_stay_in_a_row_that_this_one_moves() {
        opens(WAITING, "V1");
        write(
                """
                update secret_request
                   set body = replace(replace(body, '"decideBy"', '"later":{"thing":[1]},"decideBy"'),
                                      '"details":{', '"details":{"tenant":"other",')
                """);
        var moved = requests.move(stored(), approved(), Actor.of(BOB), "bob is an approver.");
        requests.move(moved, approved().cancel(CAROL, at(7)), Actor.of(CAROL), "no");

        assertThat(stored().state()).isEqualTo(approved().cancel(CAROL, at(7)));
        assertThat(body())
                .contains("\"later\":{\"thing\":[1]}", "\"tenant\":\"other\"")
                .as("what this version knows is not kept")
                .doesNotContain("decideBy");
    }

    private String body() {
        return room.db()
                .read(sql ->
                        sql.createQuery("select body from secret_request")
                                .mapTo(String.class)
                                .one());
    }

    private void write(String statement) {
        room.db().writing(tx -> tx.sql().execute(statement));
    }

    private long movedAt(Ticket ticket) {
        return room.db()
                .read(sql ->
                        sql.createQuery("select moved_at from secret_request where ticket = ?")
                                .bind(0, ticket.text())
                                .mapTo(Long.class)
                                .one());
    }
}
