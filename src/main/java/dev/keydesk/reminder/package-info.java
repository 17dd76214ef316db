/**
 * Reminders of credentials that expire: what is due when, where it is sent, and what people do
 * about it.
 */
@NullMarked
package dev.keydesk.reminder;

import org.jspecify.annotations.NullMarked;
