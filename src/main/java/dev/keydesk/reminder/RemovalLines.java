package dev.keydesk.reminder;

import dev.keydesk.board.Board;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalText;
import dev.keydesk.removal.Removals;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

/**
 * What becomes of a removal is shown on every line that tells of the key, and a line whose key is
 * gone closes, in the transaction in which that happens.
 */
public final class RemovalLines implements Removals.Hearer {
    private final Digests digests;
    private final Board board;

    public RemovalLines(Db db, Board board) {
        this.digests = new Digests(db);
        this.board = board;
    }

    @Override
    public void moved(Tx tx, Removal now) {
        var key = now.order().key();
        for (var placed : digests.openOfKey(tx, key.app().objectId(), key.keyId(), key.kind())) {
            if (now instanceof Removal.Gone gone) {
                var told = placed.line().told();
                digests.move(
                        tx, placed, Line.Closed.gone(told, RemovalText.because(gone), gone.at()));
            }
            board.redraw(tx, placed.part(), DigestNote.PLACE, digests.touch(tx, placed.part()));
        }
    }
}
