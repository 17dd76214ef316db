package dev.keydesk.reminder;

import dev.keydesk.board.Board;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.reminder.Lines.Placed;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

/** Lines that stand in Slack already: what changes about one is drawn there soon. */
public final class StandingLines {
    private final Lines lines;
    private final Digests digests;
    private final Board board;

    public StandingLines(Db db, Board board) {
        this.lines = new Lines(db);
        this.digests = new Digests(db);
        this.board = board;
    }

    /** There is more to say of that key now. */
    public void redraw(Tx tx, String app, String keyId) {
        lines.openOfKey(tx, app, keyId, Kind.SECRET).stream()
                .map(Placed::part)
                .distinct()
                .forEach(part -> redraw(tx, part));
    }

    void redraw(Tx tx, String part) {
        board.redraw(tx, part, DigestNote.PLACE, digests.touch(tx, part));
    }

    /** False if somebody else moved it first; then nothing was changed. */
    boolean move(Tx tx, Placed from, Line to) {
        boolean moved = lines.move(tx, from, to);
        if (moved) {
            redraw(tx, from.part());
        }
        return moved;
    }
}
