package dev.keydesk.reminder;

import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.reminder.ReminderLines.Placed;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalText;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.Workflow;

/**
 * Shows a removal on every line about the credential, and closes the lines of one that is gone, in
 * the transaction of the removal.
 */
public final class RemovalLines implements Workflow.Listener<Removal> {
    private final ReminderLines lines;
    private final OpenReminderLines standing;

    public RemovalLines(Db db, LiveMessages liveMessages) {
        this.lines = new ReminderLines(db);
        this.standing = new OpenReminderLines(db, liveMessages);
    }

    @Override
    public void moved(Tx tx, Removal now) {
        var key = now.details().credential();
        for (var placed : lines.openOfKey(tx, key.app().objectId(), key.keyId(), key.kind())) {
            // A node that moved it first may have rendered the state before this.
            if (!(now instanceof Removal.Gone gone
                    && gone.leftEntra()
                    && close(tx, placed, gone))) {
                standing.redraw(tx, placed.part());
            }
        }
    }

    private boolean close(Tx tx, Placed placed, Removal.Gone gone) {
        var entry = placed.line().entry();
        return standing.move(
                tx,
                placed,
                ReminderLine.Closed.gone(entry, RemovalText.because(gone), gone.goneAt()));
    }
}
