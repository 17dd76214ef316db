package dev.keydesk.link;

import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.TextStyle;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.DecisionOutcome;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.pickup.DeliveryConfirmation;
import dev.keydesk.pickup.PickUps;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowJson;
import dev.keydesk.workflow.Versioned;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Handles the buttons of the pick-up page. Browsers repeat a request by themselves when a
 * connection breaks, so each may come twice; the second time only the result of the first is
 * returned.
 */
public final class LinkPageActions {
    private static final Logger log = LoggerFactory.getLogger(LinkPageActions.class);

    /** A pick-up in progress is usually finished after this time. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final String RECORDS_AWAY =
            "The desk cannot reach its database at this moment, so nothing was changed. Try again"
                    + " in a minute.";

    private final LinkVerification linkVerification;
    private final Links links;
    private final Requests requests;
    private final PickUps pickUps;
    private final DeliveryConfirmation deliveryConfirmation;
    private final String tenantId;
    private final InstantSource clock;

    LinkPageActions(
            Platform platform,
            LinkVerification linkVerification,
            Requests requests,
            PickUps pickUps,
            DeliveryConfirmation deliveryConfirmation,
            String tenantId) {
        this.linkVerification = linkVerification;
        this.links = new Links(platform.db());
        this.requests = requests;
        this.pickUps = pickUps;
        this.deliveryConfirmation = deliveryConfirmation;
        this.tenantId = tenantId;
        this.clock = platform.clock();
    }

    /** Returns whether this is the token of that link; changes nothing. */
    public boolean fits(String id, SecretText token) {
        return linkVerification.fits(id, new LinkCredentials(token, Optional.empty()));
    }

    /** Makes the secret and shows it, if the link, the code and the request allow it. */
    public PickUpPageResult pickUp(String id, SecretText token, Optional<SecretText> code) {
        return knocked(id, new LinkCredentials(token, code), this::pickUp);
    }

    private PickUpPageResult knocked(
            String id,
            LinkCredentials credentials,
            BiFunction<Link, Versioned<SecretRequest>, PickUpPageResult> proven) {
        Link link;
        Versioned<SecretRequest> stored;
        try {
            switch (linkVerification.verify(id, credentials)) {
                case LinkVerification.Outcome.Refused(var told) -> {
                    return told;
                }
                case LinkVerification.Outcome.Proven(var found) -> link = found;
            }
            stored = requests.find(link.ticket()).orElseThrow();
        } catch (RescheduleException later) {
            return new PickUpPageResult.Wait(until(later.when()));
        } catch (RowJson.Unreadable ofNewerVersion) {
            return new PickUpPageResult.Wait(until(clock.instant().plus(Jobs.LEFT_ALONE)));
        } catch (RuntimeException trouble) {
            return unlessAway(trouble);
        }
        return proven.apply(link, stored);
    }

    /** Handles a failure that happened before anything was begun. */
    private static PickUpPageResult unlessAway(RuntimeException trouble) {
        if (!Db.isTroubleOf(trouble)) {
            throw trouble;
        }
        log.warn("a visit found no database: {}", trouble.getClass().getName());
        return new PickUpPageResult.Refused(RECORDS_AWAY);
    }

    private PickUpPageResult pickUp(Link link, Versioned<SecretRequest> stored) {
        if (link.shownAt().isPresent()) {
            return pickedUp(link, stored, link.shownAt().get());
        }
        if (link.replacedAt().isPresent()) {
            return new PickUpPageResult.Replaced(link.replacedAt().get());
        }
        if (link.isClosed()) {
            return new PickUpPageResult.Closed();
        }
        if (stored.state() instanceof SecretRequest.Approved) {
            return link.goodUntil().isAfter(clock.instant())
                    ? mint(link, stored)
                    : new PickUpPageResult.Expired(link.goodUntil());
        }
        return statusPage(link, stored, StatusText.of(stored.state(), TextStyle.PLAIN));
    }

    private static PickUpPageResult pickedUp(
            Link link, Versioned<SecretRequest> stored, Instant at) {
        return new PickUpPageResult.PickedUp(
                stored.state().details(),
                at,
                StatusText.of(stored.state(), TextStyle.PLAIN),
                isAsked(link, stored.state()));
    }

    private PickUpPageResult mint(Link link, Versioned<SecretRequest> stored) {
        var handOver = new LinkDelivery(links, link, tenantId, clock);
        try {
            var answer = pickUps.byLink(stored, handOver);
            return handOver.shown().orElseGet(() -> notShown(link, answer));
        } catch (LinkDelivery.Ended meanwhile) {
            return pickUp(
                    links.find(link.id()).orElseThrow(),
                    requests.find(link.ticket()).orElseThrow());
        } catch (RescheduleException later) {
            return stillToCome(link, later.when());
        } catch (RowJson.Unreadable ofNewerVersion) {
            return stillToCome(link, clock.instant().plus(Jobs.LEFT_ALONE));
        } catch (ChatFailure slackIsAway) {
            log.warn(
                    "ticket={} not picked up: {}",
                    stored.state().ticket(),
                    slackIsAway.getMessage());
            return new PickUpPageResult.Refused(
                    "The desk could not ask Slack who you are, so no secret was made. Your approval"
                            + " is still valid; try again in a moment.");
        } catch (RuntimeException trouble) {
            if (handOver.hasBegun()) {
                throw trouble;
            }
            return unlessAway(trouble);
        }
    }

    /** The app's lease may be held by this very request, from another tab. */
    private PickUpPageResult stillToCome(Link link, Instant when) {
        var now = requests.find(link.ticket()).orElseThrow();
        return now.state() instanceof SecretRequest.Approved
                ? new PickUpPageResult.Wait(until(when))
                : statusPage(link, now, StatusText.of(now.state(), TextStyle.PLAIN));
    }

    /**
     * In whole seconds, because a browser's clock may be minutes off. A lease is nearly always
     * released long before it ends.
     */
    private Duration until(Instant when) {
        var whole = Duration.ofSeconds(Duration.between(clock.instant(), when).toSeconds() + 1);
        return whole.compareTo(LONGEST_WAIT) < 0 ? whole : LONGEST_WAIT;
    }

    private PickUpPageResult notShown(Link link, Optional<String> said) {
        var now = requests.find(link.ticket()).orElseThrow();
        return statusPage(
                link, now, said.orElseGet(() -> StatusText.of(now.state(), TextStyle.PLAIN)));
    }

    /** Returns the state of the request, for a person who got no secret just now. */
    private PickUpPageResult statusPage(Link link, Versioned<SecretRequest> stored, String text) {
        return switch (stored.state()) {
            case SecretRequest.HandedOver handed -> pickedUp(link, stored, handed.handedOverAt());
            case SecretRequest.Done done -> pickedUp(link, stored, done.handedOverAt());
            case SecretRequest.Minting _ -> new PickUpPageResult.UnderWay(A_MOMENT);
            case SecretRequest.Doubtful _, SecretRequest.TakingBack _ ->
                    new PickUpPageResult.Doubt(text);
            case SecretRequest.Waiting _,
                    SecretRequest.Approved _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    new PickUpPageResult.Refused(text);
        };
    }

    /** Returns whether the requester is still asked about the secret that this link showed. */
    private static boolean isAsked(Link link, SecretRequest request) {
        return link.attempt().equals(request.attemptNumber())
                && request.askedAbout()
                        .filter(key -> key.wasShownThrough(DeliveryMethod.LINK))
                        .isPresent();
    }

    /** Records that the secret has arrived. */
    public PickUpPageResult haveIt(String id, SecretText token, Optional<SecretText> code) {
        return said(
                id,
                new LinkCredentials(token, code),
                deliveryConfirmation::haveIt,
                PickUpPageResult.Noted.What.RECEIVED);
    }

    /**
     * Records that the secret did not arrive: it is removed, and then it can be picked up again.
     */
    public PickUpPageResult notReceived(String id, SecretText token, Optional<SecretText> code) {
        return said(
                id,
                new LinkCredentials(token, code),
                deliveryConfirmation::notReceived,
                PickUpPageResult.Noted.What.TAKING_BACK);
    }

    private PickUpPageResult said(
            String id,
            LinkCredentials credentials,
            BiFunction<Marker, UserId, DecisionOutcome<SecretRequest>> receipt,
            PickUpPageResult.Noted.What what) {
        return knocked(id, credentials, (link, stored) -> said(link, stored, receipt, what));
    }

    private PickUpPageResult said(
            Link link,
            Versioned<SecretRequest> stored,
            BiFunction<Marker, UserId, DecisionOutcome<SecretRequest>> receipt,
            PickUpPageResult.Noted.What what) {
        if (!isAsked(link, stored.state())) {
            return wasSaid(link, stored.state(), what);
        }
        var attempt = new Marker(link.ticket(), stored.state().attemptNumber().orElseThrow());
        return switch (receipt.apply(attempt, stored.state().details().requester())) {
            case DecisionOutcome.Done(_) -> new PickUpPageResult.Noted(what);
            case DecisionOutcome.NotFound() -> new PickUpPageResult.Unknown();
            case DecisionOutcome.Outdated(var now) -> wasSaid(link, now, what);
            case DecisionOutcome.NotAllowed(var now, _) -> wasSaid(link, now, what);
            case DecisionOutcome.NotNow(var now, _) -> wasSaid(link, now, what);
            case DecisionOutcome.Settled(var now) -> wasSaid(link, now, what);
            case DecisionOutcome.RaceLost(var now) -> wasSaid(link, now, what);
        };
    }

    /** Also returned the second time, if the first answer was lost. */
    private static PickUpPageResult wasSaid(
            Link link, SecretRequest request, PickUpPageResult.Noted.What what) {
        boolean isOurs =
                link.shownAt().isPresent() && link.attempt().equals(request.attemptNumber());
        return isOurs && isOutcome(request, what)
                ? new PickUpPageResult.Noted(what)
                : new PickUpPageResult.Refused(StatusText.unchanged(request, TextStyle.PLAIN));
    }

    private static boolean isOutcome(SecretRequest request, PickUpPageResult.Noted.What what) {
        return switch (what) {
            case RECEIVED -> request instanceof SecretRequest.Done;
            case TAKING_BACK ->
                    request instanceof SecretRequest.TakingBack taking
                            && taking.cause() == SecretRequest.TakingBack.Why.NOT_RECEIVED;
        };
    }
}
