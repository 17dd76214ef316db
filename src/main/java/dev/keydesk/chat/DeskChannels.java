package dev.keydesk.chat;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Rules;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The channels of {@code keydesk.yml} that are not a team's own.
 *
 * @param approvals where requests and removals are decided
 * @param operators where those who run the desk read what concerns them
 */
public record DeskChannels(DeskChannel approvals, DeskChannel operators, People people) {
    public static DeskChannels of(Rules rules, People people) {
        return new DeskChannels(
                new DeskChannel("approvals channel", rules.approvals().channel(), people),
                new DeskChannel("operators' channel", rules.operatorsChannel(), people),
                people);
    }

    /**
     * Why nothing must be posted in a channel at this moment, as a sentence.
     *
     * @throws ChatFailure if Slack does not answer
     */
    public Optional<String> trouble(ChannelId id) {
        return Stream.of(approvals, operators)
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                // A card stays where it was posted, also when the rules name another channel since.
                .orElseGet(() -> new DeskChannel("channel", id, people))
                .trouble()
                .map(DeskChannel.Trouble::sentence);
    }
}
