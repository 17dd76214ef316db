package dev.keydesk.orphans;

import static dev.keydesk.orphans.OrphanSample.NOW;
import static dev.keydesk.orphans.OrphanSample.SUSPECTED;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.Actor;
import dev.keydesk.store.EachStore;
import dev.keydesk.workflow.Versioned;
import dev.keydesk.workflow.Workflow;
import dev.keydesk.workflow.WorkflowRoom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** One row for each unknown key, whichever node sees it first. */
@EachStore.Contract
class UnknownKeyRowsTest {
    private final EachStore store;
    @TempDir private Path folder;
    private WorkflowRoom room;
    private Workflow<OrphanedSecret> workflow;
    private OrphanRows rows;

    UnknownKeyRowsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        room = new WorkflowRoom(store, folder, List.of(OrphanDetection.LOOK));
        workflow = room.workflow(new OrphanMachine());
        rows = new OrphanRows(room.db());
    }

    @AfterEach
    void close() {
        room.close();
    }

    private boolean suspects() {
        return room.db().write(tx -> workflow.open(tx, SUSPECTED, Actor.DESK, "seen")).isPresent();
    }

    private boolean moves(Versioned<OrphanedSecret> from, OrphanedSecret to) {
        return workflow.tryTransition(from, to, Actor.DESK, "because").isPresent();
    }

    private Versioned<OrphanedSecret> stored() {
        return rows.find("key-1").orElseThrow();
    }

    @Test
    void one_that_another_node_has_moved_is_not_forgotten() {
        suspects();
        var seenByBoth = stored();
        var first = SUSPECTED.report("the first", NOW);
        assertThat(moves(seenByBoth, first)).isTrue();
        rows.forget(seenByBoth);
        assertThat(stored()).isEqualTo(new Versioned<OrphanedSecret>(first, 2));
    }

    @Test
    void one_that_was_forgotten_may_be_suspected_anew() {
        suspects();
        rows.forget(stored());
        assertThat(rows.find("key-1")).isEmpty();
        assertThat(suspects()).isTrue();
    }
}
