/**
 * The app registrations the desk may serve: stored, in memory, and refreshed behind people's backs.
 */
@NullMarked
package dev.keydesk.apps;

import org.jspecify.annotations.NullMarked;
