/** A simulated Slack on the wire: as strict as the real one, without an account. */
@NullMarked
package dev.keydesk.sandbox.slack;

import org.jspecify.annotations.NullMarked;
