package dev.keydesk.link;

import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.SecretText;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.logging.SafeTrace;
import dev.keydesk.pickup.SecretDelivery;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Marker;
import dev.keydesk.request.RequestDetails;
import dev.keydesk.store.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;

/** Delivers the secret in the answer to the pick-up page; one instance for each attempt. */
final class LinkDelivery implements SecretDelivery {
    private static final Logger log = LoggerFactory.getLogger(LinkDelivery.class);

    private final Links links;
    private final Link link;
    private final String tenantId;
    private final InstantSource clock;
    private Optional<PickUpPageResult> shown = Optional.empty();

    /** Set on the thread that leads the commit. */
    private volatile boolean begun;

    LinkDelivery(Links links, Link link, String tenantId, InstantSource clock) {
        this.links = links;
        this.link = link;
        this.tenantId = tenantId;
        this.clock = clock;
    }

    @Override
    public DeliveryMethod method() {
        return DeliveryMethod.LINK;
    }

    /** A newer link, the clock or five wrong codes may have ended this one since the click. */
    @Override
    public void begin(Tx tx, Marker attempt) {
        begun = true;
        if (!links.begin(tx, link, attempt, clock.instant())) {
            throw new Ended();
        }
    }

    /** The link is no longer valid; no secret was made. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("the link has ended", null, false, false);
        }
    }

    /** Returns whether the attempt has begun; if not, it is certain that no secret was made. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public InteractionAnswer show(
            RequestDetails details, Marker attempt, IssuedSecret key, SecretText value) {
        try {
            links.shown(link, clock.instant());
        } catch (RuntimeException trouble) {
            // The hand-over itself is stored, and prevents a second one.
            log.warn("ref={} link not marked: {}", attempt, SafeTrace.words(trouble));
        }
        shown = Optional.of(new PickUpPageResult.Shown(details, tenantId, key, value));
        return InteractionAnswer.visibleAlready();
    }

    /** Returns the answer to the page, if there is a secret to show. */
    Optional<PickUpPageResult> shown() {
        return shown;
    }
}
