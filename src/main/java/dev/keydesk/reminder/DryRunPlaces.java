package dev.keydesk.reminder;

import dev.keydesk.chat.DeskChannel;
import dev.keydesk.chat.DeskChannel.Trouble;
import dev.keydesk.chat.People;
import dev.keydesk.config.ChannelId;
import dev.keydesk.livemessages.Recipient;

import java.util.List;
import java.util.Optional;

/** Describes the places of reminders to the operator, and what prevents posting there. */
final class DryRunPlaces {
    private final People people;
    private final FallbackChannel fallbackChannel;

    DryRunPlaces(People people, FallbackChannel fallbackChannel) {
        this.people = people;
        this.fallbackChannel = fallbackChannel;
    }

    static String name(Recipient place) {
        return (place.isPerson() ? "the person " : "the channel ") + place.id();
    }

    /**
     * Returns why nothing can be posted there now, and where it goes instead.
     *
     * @throws dev.keydesk.chat.ChatFailure if Slack does not answer
     */
    Optional<String> trouble(Recipient place) {
        return troubleAt(place)
                .map(trouble ->
                        "needs attention: %s %s".formatted(trouble.sentence(), besides(place)));
    }

    private String besides(Recipient place) {
        return fallbackChannel
                .of(List.of(place), other -> troubleAt(other).isEmpty())
                .map(other -> "Until then it goes to %s.".formatted(name(other)))
                .orElse("No other channel accepts it either, so it waits until that is fixed.");
    }

    private Optional<Trouble> troubleAt(Recipient place) {
        return place.isPerson()
                ? Optional.empty()
                : new DeskChannel("channel", new ChannelId(place.id()), people).trouble();
    }
}
