package dev.keydesk.request;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.ControlCharacters;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asked for. What is approved is what was asked; only the lifetime can become shorter
 * after that.
 *
 * @param lifetimeDays how long the key lives from the moment it is made, in days of 24 hours
 * @param doors the ways the requester wants to pick it up; at least one
 * @param replaces the key of the same app whose place the new one takes, if it takes one's; that
 *     key is not touched by the pick-up. Requests of versions that knew no renewals replace nothing
 */
public record RequestDetails(
        Ticket ticket,
        UserId requester,
        AppRef app,
        String description,
        int lifetimeDays,
        String reason,
        Set<DeliveryMethod> doors,
        Instant at,
        Optional<PreviousSecret> replaces) {
    /** With the marker behind it the name stays well under the 90 characters Entra cuts at. */
    public static final int LONGEST_DESCRIPTION = 60;

    public static final int LONGEST_REASON = 500;

    public RequestDetails {
        doors = Collections.unmodifiableSet(EnumSet.copyOf(doors));
    }

    /**
     * The name of the key in Entra. It ends in the request and the attempt, so that a person in the
     * portal can follow it, and a late key of an earlier attempt is told apart.
     */
    public String keyName(int attempt) {
        return description + Marker.SEPARATOR + new Marker(ticket, attempt);
    }

    /** What a key is for, by its name: without our mark, in the length the form takes. */
    public static String describedBy(String keyName) {
        var bare =
                Marker.endOf(keyName)
                        .map(marker ->
                                keyName.substring(
                                        0, keyName.length() - (Marker.SEPARATOR + marker).length()))
                        .orElse(keyName);
        return Mrkdwn.cut(ControlCharacters.replaced(bare).strip(), LONGEST_DESCRIPTION);
    }

    /** The same for another number of days. */
    RequestDetails livingFor(int days) {
        return new RequestDetails(
                ticket, requester, app, description, days, reason, doors, at, replaces);
    }

    public Duration lifetime() {
        return Duration.ofDays(lifetimeDays);
    }
}
