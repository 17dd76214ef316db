package dev.keydesk.link;

import dev.keydesk.config.SecretText;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.RequestDetails;

import java.time.Duration;
import java.time.Instant;

/**
 * What somebody at the page gets to see. Only {@link Unknown} is seen without a valid token, unless
 * the desk cannot look at its records.
 */
public sealed interface PickUpPageResult {

    /** No such link, or not its token: the same for everybody, whatever the id. */
    record Unknown() implements PickUpPageResult {}

    /** The token fits, the code does not; nothing was made. */
    record WrongCode(int triesLeft) implements PickUpPageResult {}

    /** Five wrong codes: this link opens for nobody any more. */
    record Closed() implements PickUpPageResult {}

    /** The secret, this once. */
    record Shown(RequestDetails details, String tenantId, IssuedSecret key, SecretText value)
            implements PickUpPageResult {}

    record Expired(Instant at) implements PickUpPageResult {}

    /** A newer link took its place. */
    record Replaced(Instant at) implements PickUpPageResult {}

    /**
     * The secret went out already.
     *
     * @param stands what has become of it since
     * @param receipt whether this is the link it went out through, and nobody has said yet that it
     *     arrived
     */
    record PickedUp(RequestDetails details, Instant at, String stands, boolean receipt)
            implements PickUpPageResult {}

    /** Somebody is at it; whether a key is made is known in a moment. */
    record UnderWay(Duration pause) implements PickUpPageResult {}

    /** Not now; nothing was made, and the wait is short. Never zero. */
    record Wait(Duration pause) implements PickUpPageResult {}

    /** No key was made, for this reason. */
    record Refused(String says) implements PickUpPageResult {}

    /** Whether a key was made is being found out; a message in Slack tells how it went. */
    record Doubt(String says) implements PickUpPageResult {}

    /** What the person said of the secret is stored. */
    record Noted(What what) implements PickUpPageResult {
        public enum What {
            RECEIVED,
            TAKING_BACK
        }
    }

    /** Too many tries, from this address or at this link. */
    record SlowDown(Duration pause) implements PickUpPageResult {}
}
