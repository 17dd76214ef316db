package dev.keydesk.chat;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Rules;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two channels of Keydesk itself.
 *
 * @param approvals where requests and removals are approved
 * @param operators where the operators get messages
 */
public record DeskChannels(DeskChannel approvals, DeskChannel operators, People people) {
    /** Takes both channels from {@code keydesk.yml}. */
    public static DeskChannels of(Rules rules, People people) {
        return new DeskChannels(
                new DeskChannel("approvals channel", rules.approvals().channel(), people),
                new DeskChannel("operators' channel", rules.operatorsChannel(), people),
                people);
    }

    /**
     * Returns a sentence that says why nothing may be posted in the channel at this moment; empty
     * if it may.
     *
     * @throws ChatFailure if Slack does not answer
     */
    public Optional<String> trouble(ChannelId id) {
        return Stream.of(approvals, operators)
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                // A card stays where it was posted, even if the rules name another channel since.
                .orElseGet(() -> new DeskChannel("channel", id, people))
                .trouble()
                .map(DeskChannel.Trouble::sentence);
    }
}
