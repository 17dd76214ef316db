/** The program: its front door and the one place where its parts meet. */
@NullMarked
package dev.keydesk;

import org.jspecify.annotations.NullMarked;
