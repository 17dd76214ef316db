/** The messages that stay in Slack, drawn from the stored row and never ahead of it. */
@NullMarked
package dev.keydesk.livemessages;

import org.jspecify.annotations.NullMarked;
