/** Everything that goes out to Slack: messages, views, and the facts about people and channels. */
@NullMarked
package dev.keydesk.chat;

import org.jspecify.annotations.NullMarked;
