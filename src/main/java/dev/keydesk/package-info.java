/** The program: its entry point and its composition root. */
@NullMarked
package dev.keydesk;

import org.jspecify.annotations.NullMarked;
