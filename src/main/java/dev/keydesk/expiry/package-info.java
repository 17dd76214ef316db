/**
 * The credentials of all app registrations: what scans saw of them, when they expire, and what has
 * replaced them.
 */
@NullMarked
package dev.keydesk.expiry;

import org.jspecify.annotations.NullMarked;
