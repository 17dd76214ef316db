package dev.keydesk.reminder;

import dev.keydesk.board.Addressee;
import dev.keydesk.config.ChannelId;

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
record Instead(ChannelId others, ChannelId operators) {
    /** Empty if everything was tried. */
    Optional<Addressee> of(Collection<Addressee> tried) {
        return of(tried, _ -> true);
    }

    /** The same, of those places that will do. */
    Optional<Addressee> of(Collection<Addressee> tried, Predicate<Addressee> will) {
        return Stream.of(Addressee.channel(others), Addressee.channel(operators))
                .filter(place -> !tried.contains(place))
                .filter(will)
                .findFirst();
    }
}
