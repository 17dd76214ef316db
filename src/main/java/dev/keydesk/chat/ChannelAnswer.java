package dev.keydesk.chat;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Slack's answer about a channel, with the fields that Keydesk reads, by Slack's names. */
final class ChannelAnswer extends SlackAnswer {
    private @Nullable Channel channel;

    /** A field that Slack leaves out is false or null. */
    record Channel(
            @Nullable String name,
            boolean isMember,
            boolean isArchived,
            boolean isExtShared,
            boolean isPendingExtShared,
            @Nullable List<String> pendingShared,
            @Nullable List<String> pendingConnectedTeamIds,
            boolean isOrgShared) {}

    @Nullable Channel channel() {
        return channel;
    }
}
