/** A person's wish for a client secret: its states, its policy, its modal, and where it is kept. */
@NullMarked
package dev.keydesk.request;

import org.jspecify.annotations.NullMarked;
