/**
 * Receives requests from Slack: checks each of them before anything else reads it, and passes it to
 * its feature.
 */
@NullMarked
package dev.keydesk.slack;

import org.jspecify.annotations.NullMarked;
