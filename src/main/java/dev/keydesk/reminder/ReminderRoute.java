package dev.keydesk.reminder;

import dev.keydesk.config.Reminders.Timing;
import dev.keydesk.livemessages.Recipient;

/**
 * Where the reminders of an app go.
 *
 * @param calm while there is time
 * @param urgent in the last days and afterwards
 */
record ReminderRoute(Recipient calm, Recipient urgent, Timing timing, Responsible responsible) {

    static ReminderRoute toSinglePlace(Recipient there, Timing timing, Responsible responsible) {
        return new ReminderRoute(there, there, timing, responsible);
    }

    Recipient recipient(boolean isUrgent) {
        return isUrgent ? urgent : calm;
    }
}
