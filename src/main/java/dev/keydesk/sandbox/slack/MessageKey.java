package dev.keydesk.sandbox.slack;

import dev.keydesk.config.ChannelId;

/** Identifies a message by its channel and its time stamp. */
public record MessageKey(ChannelId channel, String ts) {}
