package dev.keydesk.link;

import dev.keydesk.config.SecretText;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.RequestDetails;

import java.time.Duration;
import java.time.Instant;

/**
 * What the pick-up page shows. Without a valid token it shows only {@link Unknown}, or that the
 * database is unavailable.
 */
public sealed interface PickUpPageResult {

    /**
     * The link does not exist, or the token is wrong: the same answer for everybody and every id.
     */
    record Unknown() implements PickUpPageResult {}

    /** The token is right, the code is wrong; nothing was made. */
    record WrongCode(int triesLeft) implements PickUpPageResult {}

    /** The link is closed after five wrong codes. */
    record Closed() implements PickUpPageResult {}

    /** The secret, which is shown this once. */
    record Shown(RequestDetails details, String tenantId, IssuedSecret key, SecretText value)
            implements PickUpPageResult {}

    /** The link has expired. */
    record Expired(Instant expiredAt) implements PickUpPageResult {}

    /** A newer link has replaced it. */
    record Replaced(Instant replacedAt) implements PickUpPageResult {}

    /**
     * The secret was already handed over.
     *
     * @param stands what has happened to it since
     * @param receipt whether it was handed over through this link and nobody has confirmed yet that
     *     it arrived
     */
    record PickedUp(RequestDetails details, Instant pickedUpAt, String stands, boolean receipt)
            implements PickUpPageResult {}

    /** A pick-up is in progress; whether a secret is made is known in a moment. */
    record UnderWay(Duration pause) implements PickUpPageResult {}

    /** The pick-up has to wait; nothing was made, and the pause is short and never zero. */
    record Wait(Duration pause) implements PickUpPageResult {}

    /** No secret was made, for this reason. */
    record Refused(String message) implements PickUpPageResult {}

    /** Whether a secret was made is being checked; a message in Slack tells the result. */
    record Doubt(String message) implements PickUpPageResult {}

    /** The person's answer about the secret is stored. */
    record Noted(What what) implements PickUpPageResult {
        /** What the person answered. */
        public enum What {
            RECEIVED,
            TAKING_BACK
        }
    }

    /** Too many attempts from this address or at this link. */
    record SlowDown(Duration pause) implements PickUpPageResult {}
}
