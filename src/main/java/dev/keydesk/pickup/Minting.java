package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.chat.TextStyle;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.entra.MintedSecret;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.keychange.AppLeases;
import dev.keydesk.keychange.CredentialChanges;
import dev.keydesk.logging.SafeTrace;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.store.Db;
import dev.keydesk.workflow.StaleVersionException;
import dev.keydesk.workflow.Versioned;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The pick-up, in the order that makes it safe:
 *
 * <ol>
 *   <li>the intent is stored: attempt, deadline, and the lease on the app;
 *   <li>Entra is called once, and its answer is compared with the approval;
 *   <li>the hand-over is stored, unless somebody else moved the request meanwhile;
 *   <li>only then the value is sent, once, from memory.
 * </ol>
 */
public final class Minting {
    private static final Logger log = LoggerFactory.getLogger(Minting.class);

    /**
     * Longer than the lease: after the deadline no call to Entra for this attempt can be in
     * progress.
     */
    static final Duration DEADLINE = AppLeases.LEASE.plusSeconds(5);

    /** Entra's reads lag by seconds. */
    private static final Duration READ_LAG = Duration.ofSeconds(15);

    /** Each attempt waits a second for a busy database. */
    private static final int MOST_TRIES = 3;

    /**
     * A call takes at most half a minute; one that begins later could outlast the lease. The app
     * was read just before, so Keydesk has signed in already.
     */
    private static final Duration ASK_WITHIN = Duration.ofSeconds(15);

    /** People say that the secret did not arrive sooner than this, and it may be removed then. */
    private static final Duration SHOW_WITHIN = Duration.ofSeconds(30);

    private static final Duration BUSY = Duration.ofSeconds(10);

    private final Db db;
    private final Requests requests;
    private final Entra entra;
    private final AppLeases leases;
    private final OrphanCleanup orphanCleanup;
    private final MintSwitch mintSwitch;
    private final InstantSource clock;

    public Minting(
            Platform platform,
            Requests requests,
            CredentialChanges changes,
            OrphanCleanup orphanCleanup,
            MintSwitch mintSwitch) {
        this.db = platform.db();
        this.requests = requests;
        this.entra = changes.entra();
        this.leases = changes.leases();
        this.orphanCleanup = orphanCleanup;
        this.mintSwitch = mintSwitch;
        this.clock = platform.clock();
    }

    /** Returns why the operator has stopped minting; empty if it is allowed. */
    Optional<String> stopped(TextStyle style) {
        return mintSwitch.refusal(style);
    }

    /**
     * Makes the secret and hands it over.
     *
     * @throws StaleVersionException if somebody else began first; nothing was made
     * @throws MintSwitch.Stopped if the operator stopped it a moment ago; nothing was made
     * @throws dev.keydesk.jobs.RescheduleException if another credential of this app is being
     *     changed; nothing was made
     */
    InteractionAnswer mint(
            Versioned<SecretRequest> stored,
            SecretRequest.Approved approved,
            SecretDelivery delivery) {
        // Entra stores the dates, so its clock counts where the clocks differ.
        var start = entra.time().truncatedTo(ChronoUnit.SECONDS);
        var begun = begin(stored, approved, start, delivery);
        var minting = (SecretRequest.Minting) begun.state();
        if (isOver(minting.deadline().minus(DEADLINE).plus(ASK_WITHIN))) {
            return notAsked(begun, minting);
        }
        try {
            var mintedSecret = ask(minting, start);
            return settle(begun, minting, mintedSecret, start, delivery);
        } catch (EntraFailure.Unsure unsure) {
            return doubt(begun, minting, unsure);
        } catch (EntraFailure failure) {
            return refused(begun, minting, failure);
        }
    }

    private Versioned<SecretRequest> begin(
            Versioned<SecretRequest> stored,
            SecretRequest.Approved approved,
            Instant start,
            SecretDelivery delivery) {
        var minting = approved.startMinting(start, clock.instant().plus(DEADLINE));
        return db.write(tx -> {
            mintSwitch.check(tx);
            var begun =
                    requests.move(
                            tx,
                            stored,
                            minting,
                            Actor.of(minting.details().requester()),
                            "Picked up %s; attempt %s."
                                    .formatted(inWords(delivery.method()), minting.attempt()));
            // After the transition: a request for a new link locks the rows in this order too.
            delivery.begin(tx, marker(minting));
            // After the transition, so that a second click on this request gets its answer at once;
            // if it found the lease taken first, it would wait for the lease to end.
            leases.take(tx, minting.details().app(), marker(minting).toString());
            return begun;
        });
    }

    private boolean isOver(Instant until) {
        return clock.instant().isAfter(until);
    }

    /** The machine was busy, or suspended, and it is unknown for how much longer. */
    private InteractionAnswer notAsked(
            Versioned<SecretRequest> begun, SecretRequest.Minting minting) {
        log.warn("ref={} held up before Entra was asked", marker(minting));
        return notMade(
                begun,
                minting,
                "The desk was delayed before it could ask Entra for a secret.",
                Duration.ZERO);
    }

    private MintedSecret ask(SecretRequest.Minting minting, Instant start) {
        var details = minting.details();
        return entra.addPassword(
                details.app().objectId(),
                details.keyName(minting.attempt()),
                start,
                start.plus(details.lifetime()));
    }

    private InteractionAnswer settle(
            Versioned<SecretRequest> begun,
            SecretRequest.Minting minting,
            MintedSecret mintedSecret,
            Instant start,
            SecretDelivery delivery) {
        var key =
                new IssuedSecret(
                        mintedSecret.keyId(),
                        mintedSecret.displayName(),
                        mintedSecret.hint(),
                        mintedSecret.start(),
                        mintedSecret.end(),
                        Optional.empty());
        var wrong = difference(minting, mintedSecret, start);
        if (wrong.isPresent()) {
            return takeBackUnseen(begun, minting, key, wrong.get());
        }
        var showBy = clock.instant().plus(SHOW_WITHIN);
        if (!storeHandOver(begun, minting, key, delivery.method())) {
            return InteractionAnswer.say(
                    "This pick-up of %s was not finished, and nothing was shown. The desk removes the secret it made; the newest message says when you can try again."
                            .formatted(minting.ticket()));
        }
        return isOver(showBy)
                ? notShown(minting, delivery.style())
                : delivery.show(minting.details(), marker(minting), key, mintedSecret.value());
    }

    private InteractionAnswer notShown(SecretRequest.Minting minting, TextStyle style) {
        log.warn("ref={} held up before it was shown", marker(minting));
        return InteractionAnswer.say(
                "The secret of %s was made, but the desk was delayed and has not shown it. Press %s below: the secret is removed, and you can pick up a new one."
                        .formatted(minting.ticket(), style.button("I did not get it")));
    }

    /** Returns how the secret differs from what was approved; empty if it does not. */
    private static Optional<String> difference(
            SecretRequest.Minting minting, MintedSecret mintedSecret, Instant start) {
        var name = minting.details().keyName(minting.attempt());
        var end = start.plus(minting.details().lifetime());
        if (mintedSecret.isWhatWasAsked(name, end)) {
            return Optional.empty();
        }
        return Optional.of(
                mintedSecret.displayName().equals(name)
                        ? "it expires on %s instead of %s".formatted(mintedSecret.end(), end)
                        : "its name is not the one that was requested");
    }

    private InteractionAnswer takeBackUnseen(
            Versioned<SecretRequest> begun,
            SecretRequest.Minting minting,
            IssuedSecret key,
            String wrong) {
        log.error("ref={} key={} differs: {}", marker(minting), key.keyId(), wrong);
        try {
            finish(
                    begun,
                    minting,
                    minting.takeBackUnseen(key, clock.instant()),
                    "Entra made a secret that differs from what was approved: " + wrong + ".",
                    AppLeases.DISTANCE);
        } catch (RuntimeException tooLateOrUncertain) {
            log.warn("ref={} not noted: {}", marker(minting), SafeTrace.words(tooLateOrUncertain));
            // Its name is not the one requested, so it cannot be found by name: only its id is
            // known, and only here.
            orphanCleanup.remove(minting.details(), key.keyId());
        }
        return InteractionAnswer.say(
                "Entra made a secret for %s that differs from what was approved: %s. It was not shown, and is being removed. You get a message when you can try again."
                        .formatted(minting.ticket(), wrong));
    }

    /**
     * Returns whether the hand-over is stored by this attempt. If the commit is uncertain, the row
     * is read, because a value must not be shown without a record. If the hand-over was not stored,
     * it is stored again, because a busy database is no reason to lose a secret; the transition
     * works only from the version with which it began, so it happens once.
     */
    private boolean storeHandOver(
            Versioned<SecretRequest> begun,
            SecretRequest.Minting minting,
            IssuedSecret key,
            DeliveryMethod method) {
        for (int tried = 1; tried <= MOST_TRIES; tried++) {
            try {
                finish(
                        begun,
                        minting,
                        minting.handOver(key, method, clock.instant()),
                        "Handed over %s; the secret is %s.".formatted(inWords(method), key.keyId()),
                        AppLeases.DISTANCE);
                return true;
            } catch (StaleVersionException movedOn) {
                return isHandedOver(minting, key) || cameTooLate(minting, key);
            } catch (RuntimeException uncertain) {
                log.error(
                        "ref={} commit uncertain: {}", marker(minting), SafeTrace.words(uncertain));
                if (isHandedOver(minting, key)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isHandedOver(SecretRequest.Minting minting, IssuedSecret key) {
        return requests.find(minting.ticket())
                .filter(now ->
                        now.state() instanceof SecretRequest.HandedOver handed
                                && handed.secret().keyId().equals(key.keyId()))
                .isPresent();
    }

    private boolean cameTooLate(SecretRequest.Minting minting, IssuedSecret key) {
        log.warn("ref={} key={} came too late", marker(minting), key.keyId());
        orphanCleanup.watch(marker(minting));
        return false;
    }

    private InteractionAnswer doubt(
            Versioned<SecretRequest> begun,
            SecretRequest.Minting minting,
            EntraFailure.Unsure unsure) {
        log.warn("ref={} in doubt: {}", marker(minting), unsure.facts());
        var now = clock.instant();
        finish(
                begun,
                minting,
                minting.doubt(unsure.sentence(), now, firstLook(minting, now)),
                unsure.sentence(),
                AppLeases.DISTANCE);
        return InteractionAnswer.say(
                "Entra's answer was lost, so the desk does not know yet whether a secret for %s was made. It checks, removes a secret that nobody could read, and sends you a message when you can pick up again. That takes about four minutes; you need to do nothing. (ref %s)"
                        .formatted(minting.ticket(), marker(minting)));
    }

    /** Entra may still be working on the request until the deadline of the attempt. */
    private static Instant firstLook(SecretRequest.Minting minting, Instant now) {
        var readable = now.plus(READ_LAG);
        return minting.deadline().isAfter(readable) ? minting.deadline() : readable;
    }

    private InteractionAnswer refused(
            Versioned<SecretRequest> begun, SecretRequest.Minting minting, EntraFailure failure) {
        log.warn("ref={} not made: {}", marker(minting), failure.facts());
        var distance =
                failure instanceof EntraFailure.Busy busy
                        ? busy.retryAfter().orElse(BUSY)
                        : Duration.ZERO;
        return failure.isLifetimeRefusal()
                ? notMade(
                        begun,
                        minting,
                        minting.refusedAsTooLong(failure.sentence()),
                        failure.sentence(),
                        distance)
                : notMade(begun, minting, failure.sentence(), distance);
    }

    private InteractionAnswer notMade(
            Versioned<SecretRequest> begun,
            SecretRequest.Minting minting,
            String why,
            Duration distance) {
        return notMade(begun, minting, minting.refused(why), why, distance);
    }

    private InteractionAnswer notMade(
            Versioned<SecretRequest> begun,
            SecretRequest.Minting minting,
            SecretRequest.Approved back,
            String why,
            Duration distance) {
        finish(begun, minting, back, why, distance);
        return InteractionAnswer.say(
                "%s No secret was made for %s, and your approval is still valid; use the button in the newest message. (ref %s)"
                        .formatted(why, minting.ticket(), marker(minting)));
    }

    private void finish(
            Versioned<SecretRequest> begun,
            SecretRequest.Minting minting,
            SecretRequest to,
            String sentence,
            Duration distance) {
        db.writing(tx -> {
            requests.move(tx, begun, to, Actor.DESK, sentence);
            leases.giveBack(tx, minting.details().app(), marker(minting).toString(), distance);
        });
    }

    /** For the audit log: a person who used the link need not have been the requester. */
    private static String inWords(DeliveryMethod method) {
        return switch (method) {
            case SLACK -> "in Slack";
            case LINK -> "by somebody who had link and code";
        };
    }

    private static Marker marker(SecretRequest.Minting minting) {
        return minting.grant().marker(minting.ticket());
    }
}
