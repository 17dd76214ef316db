/**
 * Messages in Slack that are kept up to date, rendered from the stored row and never ahead of it.
 */
@NullMarked
package dev.keydesk.livemessages;

import org.jspecify.annotations.NullMarked;
