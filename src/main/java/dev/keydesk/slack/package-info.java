/** The door that Slack knocks on: checks every delivery before anything else reads it. */
@NullMarked
package dev.keydesk.slack;

import org.jspecify.annotations.NullMarked;
