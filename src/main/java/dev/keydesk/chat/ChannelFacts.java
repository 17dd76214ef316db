package dev.keydesk.chat;

import dev.keydesk.config.ChannelId;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Optional;

/**
 * A channel as it is at this moment.
 *
 * @param member whether the desk is in it
 * @param sharedWithAnotherCompany already, or as soon as a pending invitation is accepted
 * @param orgShared among workspaces of one Enterprise Grid organisation, which is no stranger
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
