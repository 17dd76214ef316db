package dev.keydesk.link;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.Requests;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Checks token and code of a link. The token is checked before anything is written, so a flood of
 * guesses costs only reads; an attempt with a code is counted before the code is compared.
 */
public final class LinkVerification {
    /** The kind of job that tells the requester about a closed link. */
    public static final JobKind TELL_CLOSED = new JobKind("tell-link-closed");

    /** No person clicks more often, and each click writes to the database. */
    private static final int AT_ONCE = 20;

    private static final int PER_SECOND = 2;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Db db;
    private final Links links;
    private final Requests requests;
    private final Jobs jobs;
    private final Chat chat;
    private final AuditLog audit;
    private final InstantSource clock;
    private final RateLimiter presses;

    LinkVerification(Platform platform, Requests requests, Chat chat) {
        this.db = platform.db();
        this.links = new Links(db);
        this.requests = requests;
        this.jobs = platform.jobs();
        this.chat = chat;
        this.audit = platform.audit();
        this.clock = platform.clock();
        this.presses = new RateLimiter(AT_ONCE, PER_SECOND, clock);
    }

    /** The result of the check. */
    sealed interface Outcome {
        /**
         * Link, token and code belong together; whether the link is still valid is checked
         * elsewhere.
         */
        record Proven(Link link) implements Outcome {}

        record Refused(PickUpPageResult told) implements Outcome {}
    }

    boolean fits(String id, LinkCredentials credentials) {
        return opened(id, credentials).isPresent();
    }

    private Optional<Link> opened(String id, LinkCredentials credentials) {
        return links.find(id).filter(found -> credentials.fitsToken(found.tokenHash()));
    }

    /**
     * Counts attempts by existing links, and only with the right token: a person who knows only the
     * address can neither fill the memory nor slow the holder down.
     */
    Outcome verify(String id, LinkCredentials credentials) {
        var link = opened(id, credentials);
        if (link.isEmpty()) {
            return new Outcome.Refused(new PickUpPageResult.Unknown());
        }
        if (presses.isTooMuch(link.get().id())) {
            return new Outcome.Refused(new PickUpPageResult.SlowDown(PAUSE));
        }
        if (link.get().codeMac().isEmpty()) {
            return new Outcome.Proven(link.get());
        }
        return db.write(tx -> code(tx, link.get(), credentials));
    }

    private Outcome code(Tx tx, Link link, LinkCredentials credentials) {
        if (!links.countCode(tx, link.id())) {
            return new Outcome.Refused(new PickUpPageResult.Closed());
        }
        if (credentials.fitsCode(link.codeMac())) {
            links.uncountCode(tx, link.id());
            return new Outcome.Proven(links.find(tx, link.id()).orElseThrow());
        }
        return new Outcome.Refused(wrong(tx, links.find(tx, link.id()).orElseThrow()));
    }

    private PickUpPageResult wrong(Tx tx, Link link) {
        if (!link.isClosed()) {
            return new PickUpPageResult.WrongCode(Link.MOST_WRONG_CODES - link.wrongCodes());
        }
        audit.append(
                tx,
                AuditEvent.ofTicket(
                        clock.instant(),
                        link.ticket().text(),
                        "link closed",
                        Actor.DESK,
                        "Five wrong codes were entered at a one-time link; it is closed."));
        jobs.scheduleNow(tx, new Job(TELL_CLOSED, link.id(), 0));
        return new PickUpPageResult.Closed();
    }

    /** Handles the job that tells the requester that somebody else may have the link. */
    public void tellClosed(Job job) {
        links.find(job.subject())
                .flatMap(link -> requests.find(link.ticket()))
                .ifPresent(stored ->
                        chat.dm(
                                stored.state().details().requester(),
                                OutgoingMessage.of(
                                        "Five wrong codes were entered at your one-time link for %s, so the link is closed. They made no secret and changed nothing else. If you still need the secret, press *Get a one-time link* again. If it was not you, somebody else has the link; it no longer works."
                                                .formatted(stored.state().ticket()))));
    }
}
