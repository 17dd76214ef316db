/**
 * How the keys of an app registration are changed, whatever for: in turns, at a distance, asked for
 * once at a time, and read back.
 */
@NullMarked
package dev.keydesk.keychange;

import org.jspecify.annotations.NullMarked;
