package dev.keydesk.reminder;

import dev.keydesk.removal.OpenRemovals;
import dev.keydesk.removal.Successors;

/**
 * What is known about the credential of a line since its reminder.
 *
 * @param removals returns which credentials are being removed
 * @param successors returns which were renewed here
 * @param menu returns what can be done with a line
 */
record LineFacts(OpenRemovals removals, Successors successors, ReminderLineActions menu) {}
