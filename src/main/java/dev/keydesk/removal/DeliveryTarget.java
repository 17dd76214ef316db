package dev.keydesk.removal;

import dev.keydesk.livemessages.Recipient;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a team is asked: where the reminders of its app go, or elsewhere if that channel cannot be
 * used.
 *
 * @param zone the time zone of the team's calendar days
 * @param tried where the message could not be posted
 * @param reason it is elsewhere; empty if it is not
 */
public record DeliveryTarget(
        Recipient recipient, ZoneId zone, List<Recipient> tried, Optional<String> reason) {
    public DeliveryTarget {
        tried = List.copyOf(tried);
    }

    /** Returns a first target. */
    public static DeliveryTarget of(Recipient to, ZoneId zone) {
        return new DeliveryTarget(to, zone, List.of(), Optional.empty());
    }

    DeliveryTarget instead(Recipient next, String sentence) {
        var meantFor = tried.isEmpty() ? recipient : tried.getFirst();
        return new DeliveryTarget(
                next,
                zone,
                Stream.concat(tried.stream(), Stream.of(recipient)).toList(),
                Optional.of(
                        "This message was meant for %s. %s"
                                .formatted(meantFor.mention(), sentence)));
    }
}
