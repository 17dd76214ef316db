package dev.keydesk.request;

import dev.keydesk.config.Rules;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.inbox.Inbox;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A filled-in form becomes a request: checked field by field, stored with its first job in one
 * transaction, and only then acknowledged. Who asks is looked at afterwards, on fresh facts.
 */
public final class Submissions {
    private static final int MOST_TICKETS_TRIED = 20;

    /** What the person sees when they have pressed the button. */
    public sealed interface Outcome {
        /** Words at the fields they belong to. */
        record Mistakes(Map<String, String> byField) implements Outcome {}

        /** It is stored. */
        record Sent(Ticket ticket) implements Outcome {}
    }

    private final Db db;
    private final Requests requests;
    private final Inbox inbox;
    private final AppIndex index;
    private final Policy policy;
    private final Doors doors;
    private final Rules.Limits limits;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Submissions(
            Db db,
            Requests requests,
            Inbox inbox,
            AppIndex index,
            Policy policy,
            Doors doors,
            Rules.Limits limits,
            InstantSource clock,
            RandomGenerator random) {
        this.db = db;
        this.requests = requests;
        this.inbox = inbox;
        this.index = index;
        this.policy = policy;
        this.doors = doors;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Takes a submission.
     *
     * @param delivery the fingerprint of the signed delivery
     * @param viewId of the form; the same form sent twice is one request
     */
    public Outcome submit(String delivery, UserId by, String viewId, RequestForm form) {
        var earlier = requests.ofView(viewId);
        if (earlier.isPresent()) {
            return new Outcome.Sent(earlier.get().ticket());
        }
        var mistakes = form.mistakes(policy, doors);
        var app = index.find(form.app()).map(AppRef::of).filter(policy::serves);
        if (app.isEmpty()) {
            mistakes.putIfAbsent(
                    RequestModal.APP,
                    "The desk does not serve this app registration, or it no longer exists. Choose"
                            + " one from the list.");
        }
        if (!mistakes.isEmpty()) {
            return new Outcome.Mistakes(mistakes);
        }
        return new Outcome.Sent(store(delivery, by, viewId, form, app.orElseThrow()));
    }

    private Ticket store(String delivery, UserId by, String viewId, RequestForm form, AppRef app) {
        return db.write(tx -> {
            inbox.first(tx, delivery);
            for (int tried = 0; tried < MOST_TICKETS_TRIED; tried++) {
                var waiting = waiting(by, form, app);
                if (requests.open(tx, waiting, viewId)) {
                    return waiting.ticket();
                }
                var twin = twin(tx, viewId);
                if (twin.isPresent()) {
                    return twin.get();
                }
            }
            throw new IllegalStateException("no free ticket was found");
        });
    }

    /** The same form arrived twice in the same instant, and the other one was first. */
    private Optional<Ticket> twin(Tx tx, String viewId) {
        return requests.ofView(tx, viewId).map(Stored::ticket);
    }

    private SecretRequest.Waiting waiting(UserId by, RequestForm form, AppRef app) {
        var now = clock.instant();
        var ask =
                new Ask(
                        Ticket.fresh(random),
                        by,
                        app,
                        form.description().strip(),
                        form.lifetimeDays(),
                        form.reason().strip(),
                        doors.chosen(form.way()).orElseThrow(),
                        now);
        return new SecretRequest.Waiting(ask, now.plus(limits.timeToDecide()), Optional.empty());
    }
}
