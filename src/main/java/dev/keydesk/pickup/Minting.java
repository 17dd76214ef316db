package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.entra.Minted;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.request.Ask;
import dev.keydesk.request.LostRace;
import dev.keydesk.request.MadeKey;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Stored;
import dev.keydesk.store.Db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The pick-up itself, in the order everything hangs on:
 *
 * <ol>
 *   <li>the intent is stored: attempt, deadline, and the app's turn;
 *   <li>Entra is asked once, and its answer is held against the approval;
 *   <li>the hand-over is stored, if nobody moved the request meanwhile;
 *   <li>only then the value goes out, once, from memory.
 * </ol>
 */
public final class Minting {
    private static final Logger log = LoggerFactory.getLogger(Minting.class);

    /** Longer than the turn: when it is over, nobody can still be asking Entra for this attempt. */
    static final Duration DEADLINE = AppTurns.LEASE.plusSeconds(5);

    /** Entra may round what it stores; a wrong lifetime is off by days. */
    private static final Duration ROUNDING = Duration.ofMinutes(1);

    private static final Duration FIRST_LOOK = Duration.ofSeconds(15);
    private static final Duration BUSY = Duration.ofSeconds(10);

    private final Db db;
    private final Requests requests;
    private final Entra entra;
    private final Chat chat;
    private final AppTurns turns;
    private final Strays strays;
    private final InstantSource clock;

    public Minting(
            Db db,
            Requests requests,
            Entra entra,
            Chat chat,
            AppTurns turns,
            Strays strays,
            InstantSource clock) {
        this.db = db;
        this.requests = requests;
        this.entra = entra;
        this.chat = chat;
        this.turns = turns;
        this.strays = strays;
        this.clock = clock;
    }

    /**
     * Makes the key and shows it in an answer to the click.
     *
     * @throws LostRace if somebody else began first; nothing was made
     * @throws dev.keydesk.jobs.TryAgain if another key of this app is being changed; nothing was
     *     made
     */
    Answer handOverInSlack(Stored stored, SecretRequest.Approved approved, Click click) {
        var begun = begin(stored, approved);
        var minting = (SecretRequest.Minting) begun.request();
        var start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            var minted = ask(minting, start);
            return settle(begun, minting, minted, start, click);
        } catch (EntraFailure.Unsure unsure) {
            return doubt(begun, minting, unsure);
        } catch (EntraFailure failure) {
            return refused(begun, minting, failure);
        }
    }

    private Stored begin(Stored stored, SecretRequest.Approved approved) {
        var now = clock.instant();
        var minting = approved.startMinting(now, now.plus(DEADLINE));
        return db.write(tx -> {
            turns.take(tx, minting.ask().app(), holder(minting));
            return requests.move(
                    tx,
                    stored,
                    minting,
                    Actor.of(minting.ask().requester()),
                    "The requester came to pick it up; attempt %d.".formatted(minting.attempt()));
        });
    }

    private Minted ask(SecretRequest.Minting minting, Instant start) {
        var ask = minting.ask();
        return entra.addPassword(
                ask.app().objectId(),
                ask.keyName(minting.attempt()),
                start,
                start.plus(ask.lifetime()));
    }

    private Answer settle(
            Stored begun,
            SecretRequest.Minting minting,
            Minted minted,
            Instant start,
            Click click) {
        var key =
                new MadeKey(
                        minted.keyId(),
                        minted.displayName(),
                        minted.hint(),
                        minted.start(),
                        minted.end());
        var wrong = difference(minting, minted, start);
        if (wrong.isPresent()) {
            return takeBackUnseen(begun, minting, key, wrong.get());
        }
        if (!storeHandOver(begun, minting, key)) {
            return Answer.say(
                    "This pick-up of %s took too long and was stopped before anything was shown; its key is removed. Look at the newest message about the request."
                            .formatted(minting.ticket()));
        }
        return show(minting.ask(), key, minted, click);
    }

    /** What Entra made, held against what was approved. */
    private static Optional<String> difference(
            SecretRequest.Minting minting, Minted minted, Instant start) {
        var ask = minting.ask();
        var end = start.plus(ask.lifetime());
        if (!minted.displayName().equals(ask.keyName(minting.attempt()))) {
            return Optional.of("its name is not the one that was asked for");
        }
        if (Duration.between(end, minted.end()).abs().compareTo(ROUNDING) > 0) {
            return Optional.of("it ends on %s instead of %s".formatted(minted.end(), end));
        }
        return Optional.empty();
    }

    private Answer takeBackUnseen(
            Stored begun, SecretRequest.Minting minting, MadeKey key, String wrong) {
        log.error("ticket={} key={} differs: {}", minting.ticket(), key.keyId(), wrong);
        finish(
                begun,
                minting,
                minting.takeBackUnseen(key, clock.instant()),
                "Entra made a key that differs from what was approved: " + wrong + ".",
                AppTurns.DISTANCE);
        return Answer.say(
                "Entra made a key for %s that differs from what was approved: %s. It was not shown, and is being removed. You get a message when you can try again."
                        .formatted(minting.ticket(), wrong));
    }

    /**
     * True if the hand-over is stored, by this very attempt. When the commit itself is uncertain
     * the row is read: showing a value that is not accounted for would be worse than not showing
     * one.
     */
    private boolean storeHandOver(Stored begun, SecretRequest.Minting minting, MadeKey key) {
        try {
            finish(
                    begun,
                    minting,
                    minting.handOver(key, clock.instant()),
                    "Handed over; the key is " + key.keyId() + ".",
                    AppTurns.DISTANCE);
            return true;
        } catch (LostRace tooLate) {
            log.warn("ticket={} key={} came too late", minting.ticket(), key.keyId());
            strays.watch(minting.ticket(), minting.attempt());
            return false;
        } catch (RuntimeException uncertain) {
            log.error("ticket={} commit uncertain: {}", minting.ticket(), uncertain.getMessage());
            return requests.find(minting.ticket())
                    .filter(now ->
                            now.request() instanceof SecretRequest.HandedOver handed
                                    && handed.key().keyId().equals(key.keyId()))
                    .isPresent();
        }
    }

    /** The value leaves us here, and only here. */
    private Answer show(Ask ask, MadeKey key, Minted minted, Click click) {
        var message = HandOverMessage.of(ask, entra.tenantId(), key, minted.value());
        try {
            if (click.responseUrl().isPresent()) {
                chat.respond(click.responseUrl().get(), message);
            } else {
                chat.ephemeral(click.channel().orElseThrow(), click.by(), message);
            }
            return Answer.seen();
        } catch (ChatFailure failure) {
            log.warn("ticket={} not shown: {}", ask.ticket(), failure.getMessage());
            return Answer.say(
                    "The secret of %s was made, but Slack did not take the message that shows it. If you see no secret, press *I did not get it* below: the key is removed, and you can pick up a new one."
                            .formatted(ask.ticket()));
        }
    }

    private Answer doubt(Stored begun, SecretRequest.Minting minting, EntraFailure.Unsure unsure) {
        log.warn("ticket={} in doubt: {}", minting.ticket(), unsure.facts());
        var now = clock.instant();
        finish(
                begun,
                minting,
                minting.doubt(unsure.sentence(), now, now.plus(FIRST_LOOK)),
                unsure.sentence(),
                AppTurns.DISTANCE);
        return Answer.say(
                "Entra's answer was lost, so the desk cannot know yet whether a key for %s was made. It looks, removes a key that nobody could read, and sends you a message when you can pick up again; that takes a minute or two."
                        .formatted(minting.ticket()));
    }

    private Answer refused(Stored begun, SecretRequest.Minting minting, EntraFailure failure) {
        log.warn("ticket={} not made: {}", minting.ticket(), failure.facts());
        var distance =
                failure instanceof EntraFailure.Busy busy
                        ? busy.retryAfter().orElse(BUSY)
                        : Duration.ZERO;
        finish(begun, minting, minting.refused(failure.sentence()), failure.sentence(), distance);
        return Answer.say(
                "%s No key was made for %s, and your approval stands; the newest message has the button."
                        .formatted(failure.sentence(), minting.ticket()));
    }

    private void finish(
            Stored begun,
            SecretRequest.Minting minting,
            SecretRequest to,
            String sentence,
            Duration distance) {
        db.writing(tx -> {
            requests.move(tx, begun, to, Actor.DESK, sentence);
            turns.giveBack(tx, minting.ask().app(), holder(minting), distance);
        });
    }

    private static String holder(SecretRequest.Minting minting) {
        return minting.ticket() + "-" + minting.attempt();
    }
}
