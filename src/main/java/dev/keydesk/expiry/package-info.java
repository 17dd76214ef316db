/**
 * The keys of all app registrations: what scans saw of them, when they end, and what has taken
 * their place.
 */
@NullMarked
package dev.keydesk.expiry;

import org.jspecify.annotations.NullMarked;
