package dev.keydesk.reminder;

import dev.keydesk.config.ChannelId;
import dev.keydesk.livemessages.Recipient;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where something goes that cannot be posted where it belongs, so that it is read by somebody who
 * can mend that.
 *
 * @param others the channel for all other apps
 * @param operators those who run the desk, the last place of all
 */
record FallbackChannel(ChannelId others, ChannelId operators) {
    /** Empty if everything was tried. */
    Optional<Recipient> of(Collection<Recipient> tried) {
        return of(tried, _ -> true);
    }

    /** The same, of those places that will do. */
    Optional<Recipient> of(Collection<Recipient> tried, Predicate<Recipient> will) {
        return Stream.of(Recipient.channel(others), Recipient.channel(operators))
                .filter(place -> !tried.contains(place))
                .filter(will)
                .findFirst();
    }
}
