package dev.keydesk.reminder;

import dev.keydesk.board.Addressee;
import dev.keydesk.config.Reminders.Timing;

/**
 * Where the reminders of an app go.
 *
 * @param calm while there is time
 * @param pressing in the last days and afterwards
 */
record Route(Addressee calm, Addressee pressing, Timing timing, LookedAfter lookedAfter) {

    static Route to(Addressee there, Timing timing, LookedAfter lookedAfter) {
        return new Route(there, there, timing, lookedAfter);
    }

    Addressee when(boolean presses) {
        return presses ? pressing : calm;
    }
}
