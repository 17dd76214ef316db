package dev.keydesk.reminder;

import dev.keydesk.config.ChannelId;
import dev.keydesk.livemessages.Recipient;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where a message goes that cannot be posted in its channel, so that somebody reads it who can
 * solve that.
 *
 * @param others the channel for all other apps
 * @param operators the operators' channel, the last place
 */
record FallbackChannel(ChannelId others, ChannelId operators) {
    /** Returns the next place; empty if everything was tried. */
    Optional<Recipient> of(Collection<Recipient> tried) {
        return of(tried, _ -> true);
    }

    /** The same among the places that can be used. */
    Optional<Recipient> of(Collection<Recipient> tried, Predicate<Recipient> will) {
        return Stream.of(Recipient.channel(others), Recipient.channel(operators))
                .filter(place -> !tried.contains(place))
                .filter(will)
                .findFirst();
    }
}
