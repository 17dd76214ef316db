/** Approvals: the card, its buttons, and who may use them. */
@NullMarked
package dev.keydesk.approval;

import org.jspecify.annotations.NullMarked;
