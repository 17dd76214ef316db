/** What every feature needs: rows, jobs, audit log and clock, and Slack. */
@NullMarked
package dev.keydesk.platform;

import org.jspecify.annotations.NullMarked;
