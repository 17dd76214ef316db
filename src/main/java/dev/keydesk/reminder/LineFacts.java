package dev.keydesk.reminder;

import dev.keydesk.removal.OpenRemovals;
import dev.keydesk.removal.Successors;

/**
 * What is known about the credential of a line since it was told of.
 *
 * @param removals which credentials are to be removed
 * @param successors which were renewed here
 * @param menu what can be done with a line
 */
record LineFacts(OpenRemovals removals, Successors successors, ReminderLineActions menu) {}
