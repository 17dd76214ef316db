package dev.keydesk.sandbox.slack;

import dev.keydesk.config.ChannelId;

/** Where a message is: its channel, and the time stamp that is its name there. */
public record MessageKey(ChannelId channel, String ts) {}
