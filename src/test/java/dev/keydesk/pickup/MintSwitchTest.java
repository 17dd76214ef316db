package dev.keydesk.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.TextStyle;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;

/** The brake is in the database, so that whoever pulls it stops every node. */
@EachStore.Contract
class MintSwitchTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final EachStore store;
    @TempDir private Path folder;
    private Db db;
    private AuditLog audit;
    private MintSwitch here;
    private MintSwitch elsewhere;

    MintSwitchTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        audit = new AuditLog(db, _ -> {});
        here = new MintSwitch(db, audit, () -> NOW);
        elsewhere = new MintSwitch(db, audit, () -> NOW);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void stopped_anywhere_it_is_stopped_everywhere_with_the_newest_reason() {
        db.writing(here::check);
        elsewhere.stop("a strange pick-up");
        elsewhere.stop("incident 42");
        assertThat(here.stoppedBecause()).hasValue("incident 42");
        assertThat(here.refusal(TextStyle.SLACK).orElseThrow()).contains("(incident 42)");
        assertThatThrownBy(() -> db.writing(here::check)).isInstanceOf(MintSwitch.Stopped.class);
    }

    @Test
    void allowed_again_keys_are_made_and_a_second_time_nothing_is_changed() {
        elsewhere.stop("incident 42");
        assertThat(here.allow()).isTrue();
        assertThat(here.allow()).isFalse();
        assertThat(elsewhere.stoppedBecause()).isEmpty();
        db.writing(elsewhere::check);
        assertThat(audit.since(Instant.EPOCH))
                .extracting(AuditEvent::kind)
                .containsExactly("stop-minting", "allow-minting");
    }

    @Test
    void a_node_that_goes_down_stops_for_itself() {
        here.close();
        assertThatThrownBy(() -> db.writing(here::check)).isInstanceOf(MintSwitch.Stopped.class);
        db.writing(elsewhere::check);
    }
}
