/**
 * Keys in Entra that carry the desk's marker and belong to no request: told to those who run the
 * desk, and never touched.
 */
@NullMarked
package dev.keydesk.orphans;

import org.jspecify.annotations.NullMarked;
