/** Somebody else decides: the card, its buttons, and who may press them. */
@NullMarked
package dev.keydesk.approval;

import org.jspecify.annotations.NullMarked;
