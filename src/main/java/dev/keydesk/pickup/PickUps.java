package dev.keydesk.pickup;

import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.request.Doors;
import dev.keydesk.request.Headline;
import dev.keydesk.request.LostRace;
import dev.keydesk.request.Refusals;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Stored;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.Unknown;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;

/**
 * The requester comes for the secret. Whoever else presses, presses twice, comes too late or may no
 * longer ask is told so, and nothing is made.
 */
public final class PickUps {
    public static final String PICK_UP = "pick-up";

    private static final Logger log = LoggerFactory.getLogger(PickUps.class);
    private static final String BY_LINK = "pick-up by link";

    private final Requests requests;
    private final LastLook lastLook;
    private final Doors doors;
    private final MintSwitch mintSwitch;
    private final Minting minting;
    private final HandOvers handOvers;
    private final Refusals refusals;
    private final InstantSource clock;

    public PickUps(
            Requests requests,
            LastLook lastLook,
            Doors doors,
            MintSwitch mintSwitch,
            Minting minting,
            HandOvers handOvers,
            Refusals refusals,
            InstantSource clock) {
        this.requests = requests;
        this.lastLook = lastLook;
        this.doors = doors;
        this.mintSwitch = mintSwitch;
        this.minting = minting;
        this.handOvers = handOvers;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** The button in the direct message that says "approved". */
    public Answer inSlack(Click click) {
        var stored = Ticket.parse(click.subject()).flatMap(requests::find);
        if (stored.isEmpty()) {
            return Answer.say(Unknown.TICKET);
        }
        if (!stored.get().ask().requester().equals(click.by())) {
            return refusals.refuse(
                    click,
                    stored.get(),
                    "Only %s can pick up this secret. Nothing was made."
                            .formatted(stored.get().ask().requester().mention()));
        }
        var handOver = handOvers.inSlack(click, clock.instant());
        if (handOver.isEmpty() && click.stillAnswerable(clock.instant()).isPresent()) {
            log.warn("ticket={}: no response_url of our workspace", stored.get().ticket());
            return Answer.say(
                    "Slack gave no address of this workspace at which the desk could show you the"
                            + " secret, so nothing was made. Your approval stands; press *Get a"
                            + " one-time link*, or tell the desk's operator.");
        }
        if (handOver.isEmpty()) {
            return Answer.say(
                    "The desk came to your click too late to show you anything, so nothing was"
                            + " made. Your approval stands; press the button again.");
        }
        return pickUp(stored.get(), handOver.get(), click.action());
    }

    /**
     * The page behind a one-time link; whoever has link and code counts as the requester.
     *
     * @return what to tell that person if the hand-over showed nothing
     */
    public Answer byLink(Stored stored, HandOver handOver) {
        return pickUp(stored, handOver, BY_LINK);
    }

    private Answer pickUp(Stored stored, HandOver handOver, String way) {
        if (!(stored.request() instanceof SecretRequest.Approved approved)) {
            return notNow(stored);
        }
        if (!doors.lets(stored.ask(), handOver.door())) {
            return Answer.say(
                    "This way to pick up %s is closed, so nothing was made. The newest message about it has the button that works."
                            .formatted(stored.ticket()));
        }
        return knownRefusal(approved)
                .or(() -> lastLook.refusal(approved.ask()))
                .map(because -> refusals.refuse(stored.ask().requester(), way, stored, because))
                .orElseGet(() -> mint(stored, approved, handOver));
    }

    /** Why nothing can be picked up now, as far as the desk knows without asking anybody. */
    public Optional<String> knownRefusal(SecretRequest.Approved approved) {
        return mintSwitch.refusal().or(() -> tooLate(approved));
    }

    private Answer mint(Stored stored, SecretRequest.Approved approved, HandOver handOver) {
        try {
            return minting.mint(stored, approved, handOver);
        } catch (LostRace somebodyWasFaster) {
            return notNow(requests.find(stored.ticket()).orElseThrow());
        } catch (MintSwitch.Stopped stoppedJustNow) {
            return Answer.say(
                    mintSwitch
                            .refusal()
                            .orElse("Nothing was made. Please press the button again."));
        }
    }

    private Optional<String> tooLate(SecretRequest.Approved approved) {
        return approved.right().until().isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(
                        "The time to pick up %s is over, so nothing was made. Type /new-client-secret to ask again."
                                .formatted(approved.ticket()));
    }

    private static Answer notNow(Stored stored) {
        var hint =
                stored.request() instanceof SecretRequest.HandedOver
                        ? " If no secret appeared, press *I did not get it*."
                        : "";
        return Answer.say(
                "Nothing new was made for %s. %s%s"
                        .formatted(stored.ticket(), Headline.of(stored.request()), hint));
    }
}
