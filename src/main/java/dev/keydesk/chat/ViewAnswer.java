package dev.keydesk.chat;

import org.jspecify.annotations.Nullable;

/** Slack's answer to a modal: its id and its hash. */
final class ViewAnswer extends SlackAnswer {
    private @Nullable View view;

    /** Only these two fields; the SDK's reader creates it without calling the constructor. */
    record View(@Nullable String id, @Nullable String hash) {}

    @Nullable View view() {
        return view;
    }
}
