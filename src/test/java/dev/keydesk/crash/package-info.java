/**
 * The real program, killed at every step that matters and at moments nobody chose, started again on
 * the same database, and held to what it has promised.
 */
@NullMarked
package dev.keydesk.crash;

import org.jspecify.annotations.NullMarked;
