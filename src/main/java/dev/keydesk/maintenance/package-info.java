/** What keeps the database in order: old rows go, and the desk goes on from a backup. */
@NullMarked
package dev.keydesk.maintenance;

import org.jspecify.annotations.NullMarked;
