package dev.keydesk.link;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.config.Door;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.pickup.PickUps;
import dev.keydesk.request.Doors;
import dev.keydesk.request.Headline;
import dev.keydesk.request.Refusals;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Stored;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.Unknown;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes a link when the requester asks for one, and shows it to that person alone. Each is good for
 * five minutes and ends the earlier one, so asking twice leaves one.
 */
public final class LinkOffers {
    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    /** Longer than a hand-over waits for its confirmation, which the page can give as well. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(LinkOffers.class);

    private final Db db;
    private final Links links;
    private final Requests requests;
    private final PickUps pickUps;
    private final Doors doors;
    private final Refusals refusals;
    private final Chat chat;
    private final AuditLog audit;
    private final Terms terms;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Where links lead, and whether their page asks for a code. */
    public record Terms(Optional<URI> publicUrl, boolean withCode) {}

    public LinkOffers(
            Db db,
            Requests requests,
            PickUps pickUps,
            Doors doors,
            Refusals refusals,
            Chat chat,
            AuditLog audit,
            Terms terms,
            InstantSource clock,
            RandomGenerator random) {
        this.db = db;
        this.links = new Links(db);
        this.requests = requests;
        this.pickUps = pickUps;
        this.doors = doors;
        this.refusals = refusals;
        this.chat = chat;
        this.audit = audit;
        this.terms = terms;
        this.clock = clock;
        this.random = random;
    }

    /** The button on the message that says "approved". */
    public Answer offer(Click click) {
        var stored = Ticket.parse(click.subject()).flatMap(requests::find);
        if (stored.isEmpty()) {
            return Answer.say(Unknown.TICKET);
        }
        if (!stored.get().ask().requester().equals(click.by())) {
            return refusals.refuse(
                    click,
                    stored.get(),
                    "Only %s can get a link to this secret. Nothing was made."
                            .formatted(stored.get().ask().requester().mention()));
        }
        if (!(stored.get().request() instanceof SecretRequest.Approved approved)) {
            return Answer.say(Headline.unchanged(stored.get()));
        }
        // Who may still ask is looked at when they come with it; Slack answers few such questions.
        return pickUps.knownRefusal(approved)
                .map(because -> refusals.refuse(click, stored.get(), because))
                .orElseGet(() -> offer(click, stored.get()));
    }

    private Answer offer(Click click, Stored stored) {
        if (terms.publicUrl().isEmpty() || !doors.lets(stored.ask(), Door.LINK)) {
            return Answer.say(
                    "This desk no longer hands secrets over by link, so none was made. Your"
                            + " approval stands; press *Pick up the secret*.");
        }
        var url = click.stillAnswerable(clock.instant());
        if (url.isEmpty()) {
            return Answer.say(
                    "The desk came to your click too late to show you a link, so none was made."
                            + " Your approval stands; press the button again.");
        }
        return show(url.get(), stored, terms.publicUrl().get());
    }

    private Answer show(String responseUrl, Stored stored, URI publicUrl) {
        var key = Key.fresh(random, terms.withCode());
        var link = make(stored, key);
        try {
            chat.respond(responseUrl, LinkMessage.of(stored.ask(), publicUrl, link, key));
            return Answer.seen();
        } catch (ChatFailure failure) {
            log.warn("ticket={} link not shown: {}", stored.ticket(), failure.getMessage());
            return Answer.say(
                    "Slack did not take the message with your link for %s. If you see none, press *Get a one-time link* again: only the newest one works."
                            .formatted(stored.ticket()));
        }
    }

    private Link make(Stored stored, Key key) {
        var now = clock.instant();
        var link =
                new Link(
                        Key.id(random),
                        stored.ticket(),
                        key.tokenHash(),
                        key.codeMac(),
                        now.plus(GOOD_FOR),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        db.writing(tx -> {
            links.save(tx, link, now);
            audit.append(
                    tx,
                    AuditEvent.ofTicket(
                            now,
                            stored.ticket().text(),
                            "link",
                            Actor.of(stored.ask().requester()),
                            "A one-time link was made; earlier ones ended."));
        });
        return link;
    }

    /** All that were made end; how many that were. */
    public int endAll(Tx tx) {
        return links.endAll(tx, clock.instant());
    }

    /** Every hour: links long past. */
    public void forgetOld() {
        links.forgetBefore(clock.instant().minus(REMEMBERED));
    }
}
