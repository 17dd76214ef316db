package dev.keydesk.reminder;

import dev.keydesk.board.Board;
import dev.keydesk.reminder.Lines.Placed;
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
    private final Lines lines;
    private final StandingLines standing;

    public RemovalLines(Db db, Board board) {
        this.lines = new Lines(db);
        this.standing = new StandingLines(db, board);
    }

    @Override
    public void moved(Tx tx, Removal now) {
        var key = now.order().key();
        for (var placed : lines.openOfKey(tx, key.app().objectId(), key.keyId(), key.kind())) {
            // Whoever moved it first may have drawn what was before this.
            if (!(now instanceof Removal.Gone gone && close(tx, placed, gone))) {
                standing.redraw(tx, placed.part());
            }
        }
    }

    private boolean close(Tx tx, Placed placed, Removal.Gone gone) {
        var told = placed.line().told();
        return standing.move(
                tx, placed, Line.Closed.gone(told, RemovalText.because(gone), gone.at()));
    }
}
