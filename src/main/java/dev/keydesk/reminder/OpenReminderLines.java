package dev.keydesk.reminder;

import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.reminder.ReminderLines.Placed;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

/** Lines that are already in Slack; a change of one is shown there soon. */
public final class OpenReminderLines {
    private final ReminderLines lines;
    private final Digests digests;
    private final LiveMessages liveMessages;

    public OpenReminderLines(Db db, LiveMessages liveMessages) {
        this.lines = new ReminderLines(db);
        this.digests = new Digests(db);
        this.liveMessages = liveMessages;
    }

    void redraw(Tx tx, String part) {
        digests.touch(tx, part);
        liveMessages.refresh(tx, DigestNote.MESSAGES, part);
    }

    /** Returns false if somebody else moved it first; then nothing was changed. */
    boolean move(Tx tx, Placed from, ReminderLine to) {
        boolean moved = lines.move(tx, from, to);
        if (moved) {
            redraw(tx, from.part());
        }
        return moved;
    }
}
