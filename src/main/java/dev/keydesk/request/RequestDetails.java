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
 * What the requester asked for. Exactly this is approved; only the lifetime can become shorter
 * later.
 *
 * @param lifetimeDays lifetime of the secret from the moment it is made, in days of 24 hours
 * @param deliveryMethods the delivery methods that the requester accepts; at least one
 * @param replaces the secret of the same app that the new one replaces, if any; the pick-up does
 *     not touch it. Empty in requests of versions without renewals
 */
public record RequestDetails(
        Ticket ticket,
        UserId requester,
        AppRef app,
        String description,
        int lifetimeDays,
        String reason,
        Set<DeliveryMethod> deliveryMethods,
        Instant requestedAt,
        Optional<PreviousSecret> replaces) {
    /**
     * With the marker after it the name stays well below the 90 characters at which Entra cuts it.
     */
    public static final int LONGEST_DESCRIPTION = 60;

    public static final int LONGEST_REASON = 500;

    public RequestDetails {
        deliveryMethods = Collections.unmodifiableSet(EnumSet.copyOf(deliveryMethods));
    }

    /**
     * Returns the secret's name in Entra. It ends in the request and the attempt, so that a person
     * in the portal can find the request, and a late secret of an earlier attempt can be told
     * apart.
     */
    public String keyName(int attempt) {
        return description + Marker.SEPARATOR + new Marker(ticket, attempt);
    }

    /**
     * Returns the description in a secret's name: without the marker, cut to the length that the
     * form accepts.
     */
    public static String describedBy(String keyName) {
        var bare =
                Marker.endOf(keyName)
                        .map(marker ->
                                keyName.substring(
                                        0, keyName.length() - (Marker.SEPARATOR + marker).length()))
                        .orElse(keyName);
        return Mrkdwn.cut(ControlCharacters.replaced(bare).strip(), LONGEST_DESCRIPTION);
    }

    /** Returns the same with another lifetime. */
    RequestDetails livingFor(int days) {
        return new RequestDetails(
                ticket,
                requester,
                app,
                description,
                days,
                reason,
                deliveryMethods,
                requestedAt,
                replaces);
    }

    /** Returns the lifetime in days of 24 hours. */
    public Duration lifetime() {
        return Duration.ofDays(lifetimeDays);
    }
}
