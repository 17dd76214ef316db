/** Going on from a backup: what the desk remembers is older than what has happened. */
@NullMarked
package dev.keydesk.restore;

import org.jspecify.annotations.NullMarked;
