/**
 * Old keys of which a newer one was handed over: the team says what becomes of them, and reads what
 * did.
 */
@NullMarked
package dev.keydesk.renewal;

import org.jspecify.annotations.NullMarked;
