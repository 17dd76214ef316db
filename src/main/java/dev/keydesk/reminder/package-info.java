/** Reminders of keys that end: what is due when, where it is told, and what people do about it. */
@NullMarked
package dev.keydesk.reminder;

import org.jspecify.annotations.NullMarked;
