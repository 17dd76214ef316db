package dev.keydesk.workflow;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.livemessages.Backroom;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.store.DatabaseTime;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;
import dev.keydesk.store.Leases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a workflow needs around it, and what came of it. */
public final class WorkflowRoom implements AutoCloseable {
    private final Backroom room;
    private final AuditLog audit;
    private final LiveMessages liveMessages;
    private final List<Job> done = new ArrayList<>();

    /**
     * Opens an empty database.
     *
     * @param timers the kinds of jobs that states bring with them; they are only written down
     */
    public WorkflowRoom(EachStore store, Path folder, List<JobKind> timers) {
        room = new Backroom(store.freshIn(folder));
        audit = new AuditLog(room.db(), _ -> {});
        liveMessages =
                new LiveMessages(
                        room.db(),
                        room.chat(),
                        room.jobs(),
                        new Leases(DatabaseTime.of(room.clock()), room.clock()),
                        _ -> Optional.empty(),
                        room.clock());
        timers.forEach(kind -> room.jobs().register(kind, done::add));
        room.ready();
    }

    public <S> Workflow<S> workflow(StateMachine<S> machine) {
        return new Workflow<>(room.db(), audit, room.jobs(), liveMessages, room.clock(), machine);
    }

    public Backroom room() {
        return room;
    }

    public Db db() {
        return room.db();
    }

    public AuditLog audit() {
        return audit;
    }

    public LiveMessages liveMessages() {
        return liveMessages;
    }

    /** The timers that went off, in order. */
    public List<Job> done() {
        return done;
    }

    @Override
    public void close() {
        room.close();
    }
}
