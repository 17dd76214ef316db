package dev.keydesk.reminder;

import dev.keydesk.board.Board;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.reminder.Digests.Placed;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

/** Reminders that stand already, of a key of which there is more to say now. */
public final class StandingLines {
    private final Digests digests;
    private final Board board;

    public StandingLines(Db db, Board board) {
        this.digests = new Digests(db);
        this.board = board;
    }

    /** They are drawn anew soon. */
    public void redraw(Tx tx, String app, String keyId) {
        digests.openOfKey(tx, app, keyId, Kind.SECRET).stream()
                .map(Placed::part)
                .distinct()
                .forEach(part -> board.redraw(tx, part, DigestNote.PLACE, digests.touch(tx, part)));
    }
}
