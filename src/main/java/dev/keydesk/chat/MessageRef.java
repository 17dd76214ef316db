package dev.keydesk.chat;

import dev.keydesk.config.ChannelId;

/** Where a posted message is, so that it can be changed and answered in its thread. */
public record MessageRef(ChannelId channel, String ts) {}
