/**
 * Changes the credentials of app registrations in Entra: one change of an app at a time, with a
 * pause between them, each requested once and then read back.
 */
@NullMarked
package dev.keydesk.keychange;

import org.jspecify.annotations.NullMarked;
