package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.request.Headline;
import dev.keydesk.request.LostRace;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Stored;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.Unknown;
import dev.keydesk.request.Verdict;
import dev.keydesk.store.Db;

import java.time.InstantSource;
import java.util.Optional;

/**
 * The requester comes for the secret. Whoever else presses, presses twice, comes too late or may no
 * longer ask is told so, and nothing is made.
 */
public final class PickUps {
    public static final String PICK_UP = "pick-up";

    private final Db db;
    private final Requests requests;
    private final Policy policy;
    private final Standings standings;
    private final MintSwitch mintSwitch;
    private final Minting minting;
    private final AuditLog audit;
    private final InstantSource clock;

    public PickUps(
            Db db,
            Requests requests,
            Policy policy,
            Standings standings,
            MintSwitch mintSwitch,
            Minting minting,
            AuditLog audit,
            InstantSource clock) {
        this.db = db;
        this.requests = requests;
        this.policy = policy;
        this.standings = standings;
        this.mintSwitch = mintSwitch;
        this.minting = minting;
        this.audit = audit;
        this.clock = clock;
    }

    /** The button in the direct message that says "approved". */
    public Answer inSlack(Click click) {
        var stored = Ticket.parse(click.subject()).flatMap(requests::find);
        if (stored.isEmpty()) {
            return Answer.say(Unknown.TICKET);
        }
        if (!stored.get().ask().requester().equals(click.by())) {
            return refused(
                    click,
                    stored.get(),
                    "Only %s can pick up this secret. Nothing was made."
                            .formatted(stored.get().ask().requester().mention()));
        }
        if (stored.get().request() instanceof SecretRequest.Approved approved) {
            return pickUp(click, stored.get(), approved);
        }
        return notNow(stored.get());
    }

    private Answer pickUp(Click click, Stored stored, SecretRequest.Approved approved) {
        var refusal = mintSwitch.refusal().or(() -> tooLate(approved));
        if (refusal.isPresent()) {
            return Answer.say(refusal.get());
        }
        var ask = approved.ask();
        var standing = standings.fresh(click.by());
        if (policy.ask(standing, ask.app(), ask.lifetimeDays())
                instanceof Verdict.Refused(var because)) {
            return refused(click, stored, because);
        }
        try {
            return minting.handOverInSlack(stored, approved, click);
        } catch (LostRace somebodyWasFaster) {
            return notNow(requests.find(stored.ticket()).orElseThrow());
        }
    }

    private Optional<String> tooLate(SecretRequest.Approved approved) {
        return approved.right().until().isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(
                        "The time to pick up %s is over, so nothing was made. Type /new-client-secret to ask again."
                                .formatted(approved.ticket()));
    }

    private Answer refused(Click click, Stored stored, String because) {
        db.writing(tx ->
                audit.append(
                        tx,
                        AuditEvent.refusal(
                                clock.instant(),
                                stored.ticket().text(),
                                Actor.of(click.by()),
                                "pick-up: " + because)));
        return Answer.say(because);
    }

    private static Answer notNow(Stored stored) {
        return Answer.say(
                "Nothing new was made for %s. %s"
                        .formatted(stored.ticket(), Headline.of(stored.request())));
    }
}
