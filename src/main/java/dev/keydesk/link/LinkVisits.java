package dev.keydesk.link;

import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.Door;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.UserId;
import dev.keydesk.inbox.Answer;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.TryAgain;
import dev.keydesk.pickup.PickUps;
import dev.keydesk.pickup.Receipts;
import dev.keydesk.request.Headline;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Stored;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowJson;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What happens when somebody at the page presses a button. Browsers repeat a request by themselves
 * when a connection breaks, so each of these may come twice, and the second time only says what the
 * first one did.
 */
public final class LinkVisits {
    private static final Logger log = LoggerFactory.getLogger(LinkVisits.class);

    /** A pick-up that is under way is over by then, mostly. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final String RECORDS_AWAY =
            "The desk cannot reach its records at this moment, so this try changed nothing. Try"
                    + " again in a minute.";

    private final Knocks knocks;
    private final Links links;
    private final Requests requests;
    private final PickUps pickUps;
    private final Receipts receipts;
    private final String tenantId;
    private final InstantSource clock;

    public LinkVisits(
            Db db,
            Knocks knocks,
            Requests requests,
            PickUps pickUps,
            Receipts receipts,
            String tenantId,
            InstantSource clock) {
        this.knocks = knocks;
        this.links = new Links(db);
        this.requests = requests;
        this.pickUps = pickUps;
        this.receipts = receipts;
        this.tenantId = tenantId;
        this.clock = clock;
    }

    /** Whether this is the token of that link; a look that changes nothing. */
    public boolean fits(String id, SecretText token) {
        return knocks.fits(id, new Key(token, Optional.empty()));
    }

    /** Makes the secret and shows it, if this is the moment for it. */
    public Visit pickUp(String id, SecretText token, Optional<SecretText> code) {
        return knocked(id, new Key(token, code), this::pickUp);
    }

    private Visit knocked(String id, Key key, BiFunction<Link, Stored, Visit> proven) {
        Link link;
        Stored stored;
        try {
            switch (knocks.at(id, key)) {
                case Knocks.Outcome.Refused(var told) -> {
                    return told;
                }
                case Knocks.Outcome.Proven(var found) -> link = found;
            }
            stored = requests.find(link.ticket()).orElseThrow();
        } catch (TryAgain later) {
            return new Visit.Wait(until(later.when()));
        } catch (RowJson.Unreadable ofNewerVersion) {
            return new Visit.Wait(until(clock.instant().plus(Jobs.LEFT_ALONE)));
        } catch (RuntimeException trouble) {
            return unlessAway(trouble);
        }
        return proven.apply(link, stored);
    }

    /** For trouble that came before anything was begun. */
    private static Visit unlessAway(RuntimeException trouble) {
        if (!Db.isTroubleOf(trouble)) {
            throw trouble;
        }
        log.warn("a visit found no database: {}", trouble.getClass().getName());
        return new Visit.Refused(RECORDS_AWAY);
    }

    private Visit pickUp(Link link, Stored stored) {
        if (link.shownAt().isPresent()) {
            return pickedUp(link, stored, link.shownAt().get());
        }
        if (link.replacedAt().isPresent()) {
            return new Visit.Replaced(link.replacedAt().get());
        }
        if (link.isClosed()) {
            return new Visit.Closed();
        }
        if (stored.request() instanceof SecretRequest.Approved) {
            return link.goodUntil().isAfter(clock.instant())
                    ? mint(link, stored)
                    : new Visit.Expired(link.goodUntil());
        }
        return stands(link, stored, Headline.of(stored.request()));
    }

    private static Visit pickedUp(Link link, Stored stored, Instant at) {
        return new Visit.PickedUp(
                stored.ask(),
                at,
                Mrkdwn.plain(Headline.of(stored.request())),
                isAsked(link, stored.request()));
    }

    private Visit mint(Link link, Stored stored) {
        var handOver = new HandOverByLink(links, link, tenantId, clock);
        try {
            var answer = pickUps.byLink(stored, handOver);
            return handOver.shown().orElseGet(() -> notShown(link, answer));
        } catch (HandOverByLink.Ended meanwhile) {
            return pickUp(
                    links.find(link.id()).orElseThrow(),
                    requests.find(link.ticket()).orElseThrow());
        } catch (TryAgain later) {
            return stillToCome(link, later.when());
        } catch (RowJson.Unreadable ofNewerVersion) {
            return stillToCome(link, clock.instant().plus(Jobs.LEFT_ALONE));
        } catch (ChatFailure slackIsAway) {
            log.warn("ticket={} not picked up: {}", stored.ticket(), slackIsAway.getMessage());
            return new Visit.Refused(
                    "The desk could not ask Slack who you are, so no key was made. Your approval"
                            + " stands; try again in a moment.");
        } catch (RuntimeException trouble) {
            if (handOver.hasBegun()) {
                throw trouble;
            }
            return unlessAway(trouble);
        }
    }

    /** The turn of the app may be taken by this very request, from another tab. */
    private Visit stillToCome(Link link, Instant when) {
        var now = requests.find(link.ticket()).orElseThrow();
        return now.request() instanceof SecretRequest.Approved
                ? new Visit.Wait(until(when))
                : stands(link, now, Headline.of(now.request()));
    }

    /**
     * In whole seconds by our own clock; the one of a browser may be minutes off. A turn is nearly
     * always given back long before its lease ends.
     */
    private Duration until(Instant when) {
        var whole = Duration.ofSeconds(Duration.between(clock.instant(), when).toSeconds() + 1);
        return whole.compareTo(LONGEST_WAIT) < 0 ? whole : LONGEST_WAIT;
    }

    private Visit notShown(Link link, Answer answer) {
        var now = requests.find(link.ticket()).orElseThrow();
        return switch (answer) {
            case Answer.Privately(var text) -> stands(link, now, text);
            case Answer.Seen _ -> stands(link, now, Headline.of(now.request()));
        };
    }

    /** Where the request stands, for somebody who got no secret just now. */
    private Visit stands(Link link, Stored stored, String text) {
        return switch (stored.request()) {
            case SecretRequest.HandedOver handed -> pickedUp(link, stored, handed.at());
            case SecretRequest.Done done -> pickedUp(link, stored, done.handedOverAt());
            case SecretRequest.Minting _ -> new Visit.UnderWay(A_MOMENT);
            case SecretRequest.Doubtful _, SecretRequest.TakingBack _ ->
                    new Visit.Doubt(Mrkdwn.plain(text));
            case SecretRequest.Waiting _,
                    SecretRequest.Approved _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    new Visit.Refused(Mrkdwn.plain(text));
        };
    }

    /** Whether the requester is still asked about the very secret that this link showed. */
    private static boolean isAsked(Link link, SecretRequest request) {
        return link.attempt().equals(request.attemptNumber())
                && request.askedAbout().filter(key -> key.wasShownThrough(Door.LINK)).isPresent();
    }

    /** They have it. */
    public Visit haveIt(String id, SecretText token, Optional<SecretText> code) {
        return said(id, new Key(token, code), receipts::haveIt, Visit.Noted.What.RECEIVED);
    }

    /** It did not arrive: the key is taken back, and then the right to pick up is back. */
    public Visit notReceived(String id, SecretText token, Optional<SecretText> code) {
        return said(id, new Key(token, code), receipts::notReceived, Visit.Noted.What.TAKING_BACK);
    }

    private Visit said(
            String id, Key key, BiFunction<Marker, UserId, Answer> receipt, Visit.Noted.What what) {
        return knocked(id, key, (link, stored) -> said(link, stored, receipt, what));
    }

    private Visit said(
            Link link,
            Stored stored,
            BiFunction<Marker, UserId, Answer> receipt,
            Visit.Noted.What what) {
        if (!isAsked(link, stored.request())) {
            return wasSaid(link, stored, what, Headline.unchanged(stored));
        }
        var attempt = new Marker(link.ticket(), stored.request().attemptNumber().orElseThrow());
        var answer = receipt.apply(attempt, stored.ask().requester());
        var now = requests.find(link.ticket()).orElseThrow();
        return switch (answer) {
            case Answer.Privately(var text) -> wasSaid(link, now, what, text);
            case Answer.Seen _ -> new Visit.Noted(what);
        };
    }

    /** Noted also the second time, when the first answer was lost on the way. */
    private static Visit wasSaid(Link link, Stored stored, Visit.Noted.What what, String text) {
        boolean isOurs =
                link.shownAt().isPresent()
                        && link.attempt().equals(stored.request().attemptNumber());
        return isOurs && isOutcome(stored.request(), what)
                ? new Visit.Noted(what)
                : new Visit.Refused(Mrkdwn.plain(text));
    }

    private static boolean isOutcome(SecretRequest request, Visit.Noted.What what) {
        return switch (what) {
            case RECEIVED -> request instanceof SecretRequest.Done;
            case TAKING_BACK ->
                    request instanceof SecretRequest.TakingBack taking
                            && taking.why() == SecretRequest.TakingBack.Why.NOT_RECEIVED;
        };
    }
}
