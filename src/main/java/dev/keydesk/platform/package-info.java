/** What every feature stands on: rows, jobs, audit and time on one side, Slack on the other. */
@NullMarked
package dev.keydesk.platform;

import org.jspecify.annotations.NullMarked;
