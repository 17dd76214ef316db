package dev.keydesk.chat;

import dev.keydesk.config.ChannelId;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Optional;

/**
 * The current state of a channel.
 *
 * @param member whether the bot is a member of it
 * @param sharedWithAnotherCompany whether it is shared, or will be when a pending invitation is
 *     accepted
 * @param orgShared whether it is shared among workspaces of the same Enterprise Grid organisation
 */
public record ChannelFacts(
        ChannelId id,
        String name,
        boolean member,
        boolean archived,
        boolean sharedWithAnotherCompany,
        boolean orgShared) {

    static ChannelFacts of(ChannelId id, ChannelAnswer.Channel channel) {
        return new ChannelFacts(
                id,
                Optional.ofNullable(channel.name()).orElse(id.value()),
                channel.isMember(),
                channel.isArchived(),
                isShared(channel),
                channel.isOrgShared());
    }

    private static boolean isShared(ChannelAnswer.Channel channel) {
        return channel.isExtShared()
                || channel.isPendingExtShared()
                || any(channel.pendingShared())
                || any(channel.pendingConnectedTeamIds());
    }

    private static boolean any(@Nullable Collection<String> teams) {
        return teams != null && !teams.isEmpty();
    }
}
