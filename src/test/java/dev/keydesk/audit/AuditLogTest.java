package dev.keydesk.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.UserId;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@EachStore.Contract
class AuditLogTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Actor BOB = Actor.of(new UserId("UBOB"));
    private static final String TICKET = "KD-7F3K2";

    private final EachStore store;
    @TempDir private Path folder;
    private final List<AuditEvent> counted = new ArrayList<>();
    private Db db;
    private AuditLog audit;

    AuditLogTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        audit = new AuditLog(db, counted::add);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void append(AuditEvent event) {
        db.writing(tx -> audit.append(tx, event));
    }

    @Test
    void each_kind_of_event_comes_back_as_it_was() {
        var move = AuditEvent.move(NOW, TICKET, 3, "Approved", BOB, "bob is an approver.");
        var refusal = AuditEvent.refusal(NOW.plusMillis(1), TICKET, BOB, "Not your own 'one'.\n—");
        var desk = AuditEvent.ofDesk(NOW.plusMillis(2), "minting-stopped", Actor.OPERATOR, "");
        append(move);
        append(refusal);
        append(desk);
        assertThat(audit.of(TICKET)).containsExactly(move, refusal);
        assertThat(audit.since(Instant.EPOCH)).containsExactly(move, refusal, desk);
    }

    @Test
    void events_are_told_in_the_order_they_were_stored_whatever_the_clock_said() {
        var later = AuditEvent.move(NOW.plusSeconds(9), TICKET, 1, "Waiting", BOB, "first");
        var earlier = AuditEvent.move(NOW, TICKET, 2, "Approved", BOB, "second");
        append(later);
        append(earlier);
        assertThat(audit.of(TICKET)).containsExactly(later, earlier);
    }

    @Test
    void since_includes_its_moment_and_leaves_out_what_was_before() {
        append(AuditEvent.ofDesk(NOW.minusMillis(1), "old", Actor.DESK, "old"));
        append(AuditEvent.ofDesk(NOW, "new", Actor.DESK, "new"));
        assertThat(audit.since(NOW)).extracting(AuditEvent::kind).containsExactly("new");
    }

    @Test
    void the_events_of_another_ticket_are_not_told() {
        append(AuditEvent.move(NOW, "KD-00000", 1, "Waiting", BOB, "other"));
        assertThat(audit.of(TICKET)).isEmpty();
    }

    @Test
    void an_event_of_a_transaction_that_broke_is_neither_stored_nor_counted() {
        assertThatThrownBy(() ->
                        db.writing(tx -> {
                            audit.append(tx, AuditEvent.ofDesk(NOW, "half", Actor.DESK, "half"));
                            throw new IllegalStateException("the move broke");
                        }))
                .hasMessage("the move broke");
        assertThat(audit.since(Instant.EPOCH)).isEmpty();
        assertThat(counted).isEmpty();
    }

    @Test
    void an_event_is_counted_once_it_is_stored() {
        var event = AuditEvent.ofDesk(NOW, "done", Actor.DESK, "done");
        db.writing(tx -> {
            audit.append(tx, event);
            assertThat(counted).isEmpty();
        });
        assertThat(counted).containsExactly(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from audit_event",
                "update audit_event set sentence = 'never happened'",
                "update audit_event set actor = 'somebody else' where number = 1"
            })
    void the_database_refuses_to_change_or_forget_an_event(String forgery) {
        append(AuditEvent.move(NOW, TICKET, 1, "Waiting", BOB, "it happened"));
        assertThatThrownBy(() -> db.writing(tx -> tx.sql().execute(forgery)))
                .hasStackTraceContaining("audit events are only added");
        assertThat(audit.of(TICKET))
                .extracting(AuditEvent::sentence)
                .containsExactly("it happened");
    }
}
