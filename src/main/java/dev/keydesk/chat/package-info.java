/** Everything that is sent to Slack: messages, views, and look-ups of people and channels. */
@NullMarked
package dev.keydesk.chat;

import org.jspecify.annotations.NullMarked;
