package dev.keydesk.chat;

import org.jspecify.annotations.Nullable;

/** Slack's answer to a posted message: where the message is. */
final class MessageAnswer extends SlackAnswer {
    private @Nullable String channel;
    private @Nullable String ts;

    @Nullable String channel() {
        return channel;
    }

    @Nullable String ts() {
        return ts;
    }
}
