package dev.keydesk.chat;

import dev.keydesk.config.ChannelId;

/**
 * The channel and time stamp of a posted message, by which it is changed and answered in its
 * thread.
 */
public record MessageRef(ChannelId channel, String ts) {}
