package dev.keydesk.request;

import dev.keydesk.config.Rules;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.platform.Platform;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Turns a submitted form into a request: checks it field by field, stores it with its first job in
 * one transaction, and only then acknowledges it. The requester is checked afterwards, with fresh
 * facts.
 */
public final class Submissions {
    private static final int MOST_TICKETS_TRIED = 20;

    /** What the person sees after the submission. */
    public sealed interface Outcome {
        /** Sentences by field. */
        record Mistakes(Map<String, String> byField) implements Outcome {}

        /**
         * The secret cannot be renewed, and nothing was stored; the person may still request one
         * that replaces nothing.
         */
        record NotReplaced(String because) implements Outcome {}

        /** The request is stored. */
        record Sent(Ticket ticket) implements Outcome {}

        /** The person's own request for the same already waits, and nothing was stored. */
        record AlreadyAsked(Ticket ticket) implements Outcome {}
    }

    private final Db db;
    private final Requests requests;
    private final Inbox inbox;
    private final AppIndex index;
    private final Policy policy;
    private final DeliveryMethods deliveryMethods;
    private final RenewalCheck renewals;
    private final PrincipalResolver principals;
    private final Rules.Limits limits;
    private final InstantSource clock;
    private final RandomGenerator random;

    Submissions(
            Platform platform,
            Inbox inbox,
            Requests requests,
            AppIndex index,
            AccessRules access,
            RenewalCheck renewals) {
        this.db = platform.db();
        this.requests = requests;
        this.inbox = inbox;
        this.index = index;
        this.policy = access.policy();
        this.deliveryMethods = access.deliveryMethods();
        this.renewals = renewals;
        this.principals = access.principals();
        this.limits = access.limits();
        this.clock = platform.clock();
        this.random = platform.random();
    }

    /**
     * Handles a submission.
     *
     * @param delivery the fingerprint of the signed delivery
     * @param viewId of the form; the same form submitted twice is one request
     */
    public Outcome submit(String delivery, UserId by, String viewId, RequestForm form) {
        var earlier = requests.ofView(viewId);
        if (earlier.isPresent()) {
            return new Outcome.Sent(earlier.get().state().ticket());
        }
        // A transaction that stores a request blocks all others.
        var mayNot = principals.whySurelyMayNotAsk(by);
        if (mayNot.isPresent()) {
            return new Outcome.Mistakes(Map.of(RequestModal.APP, mayNot.get()));
        }
        var mistakes = form.mistakes(policy, deliveryMethods);
        var app = index.find(form.app()).filter(it -> policy.serves(AppRef.of(it)));
        if (app.isEmpty()) {
            mistakes.putIfAbsent(
                    RequestModal.APP,
                    "The desk does not serve this app registration, or it no longer exists. Choose"
                            + " one from the list.");
        }
        if (!mistakes.isEmpty()) {
            return new Outcome.Mistakes(mistakes);
        }
        return store(new Sending(delivery, by, viewId, form), app.orElseThrow());
    }

    private record Sending(String delivery, UserId user, String viewId, RequestForm form) {}

    private Outcome store(Sending sending, AppRegistration app) {
        var renews = RenewalRef.parse(sending.form().renews(), app.objectId());
        if (renews.isEmpty()) {
            return store(sending, AppRef.of(app), Optional.empty());
        }
        return switch (renewals.look(app, renews.get().keyId())) {
            case RenewalCheck.Found.NotFree(var because) -> new Outcome.NotReplaced(because);
            case RenewalCheck.Found.Free(var old) -> {
                try {
                    yield store(sending, AppRef.of(app), Optional.of(old));
                } catch (SomebodyWasFaster _) {
                    yield store(sending, app);
                }
            }
        };
    }

    /**
     * Somebody else has renewed the secret since it was checked; this rolls the transaction back.
     */
    private static final class SomebodyWasFaster extends RuntimeException {
        SomebodyWasFaster() {
            super(null, null, false, false);
        }
    }

    private Outcome store(Sending sending, AppRef app, Optional<PreviousSecret> replaces) {
        var viewId = sending.viewId();
        return db.write(tx -> {
            inbox.first(tx, sending.delivery());
            requests.lockSubmissions(tx);
            var refused = refused(tx, sending, app, replaces);
            if (refused.isPresent()) {
                return refused.get();
            }
            for (int tried = 0; tried < MOST_TICKETS_TRIED; tried++) {
                var waiting = waiting(sending.user(), sending.form(), app, replaces);
                if (requests.open(tx, waiting, viewId)) {
                    takePlace(tx, waiting.details());
                    return new Outcome.Sent(waiting.ticket());
                }
            }
            throw new IllegalStateException("no free ticket was found");
        });
    }

    /** Returns why nothing is stored, while no other request is being stored. */
    private Optional<Outcome> refused(
            Tx tx, Sending sending, AppRef app, Optional<PreviousSecret> replaces) {
        // The same form arrived twice in the same instant, and the other one was first.
        var twin = requests.ofView(tx, sending.viewId());
        if (twin.isPresent()) {
            return Optional.of(new Outcome.Sent(twin.get().state().ticket()));
        }
        var same =
                requests.waitingOf(tx, sending.user(), app).stream()
                        .filter(details -> isSame(details, sending.form(), replaces))
                        .findFirst();
        if (same.isPresent()) {
            return Optional.of(new Outcome.AlreadyAsked(same.get().ticket()));
        }
        return tooMany(tx, sending.user(), app)
                .map(because -> new Outcome.Mistakes(Map.of(RequestModal.APP, because)));
    }

    private static boolean isSame(
            RequestDetails details, RequestForm form, Optional<PreviousSecret> replaces) {
        return details.description().equalsIgnoreCase(form.description().strip())
                && details.lifetimeDays() == form.lifetimeDays()
                && details.replaces()
                        .map(PreviousSecret::keyId)
                        .equals(replaces.map(PreviousSecret::keyId));
    }

    private Optional<String> tooMany(Tx tx, UserId by, AppRef app) {
        int own = requests.openOf(tx, by);
        if (own >= limits.openRequestsPerPerson()) {
            return Optional.of(
                    "You have %s requests that wait for a decision or a pick-up, and more are not allowed here. Pick up or withdraw one, then send this again."
                            .formatted(own));
        }
        int ofApp = requests.openOf(tx, app);
        return ofApp >= limits.openRequestsPerApp()
                ? Optional.of(
                        "%s requests for this app registration wait for a decision or a pick-up, and more are not allowed here. Send this again when some of them are finished."
                                .formatted(ofApp))
                : Optional.empty();
    }

    private void takePlace(Tx tx, RequestDetails details) {
        if (!details.replaces().map(old -> renewals.take(tx, details, old)).orElse(true)) {
            throw new SomebodyWasFaster();
        }
    }

    private SecretRequest.Waiting waiting(
            UserId by, RequestForm form, AppRef app, Optional<PreviousSecret> replaces) {
        var now = clock.instant();
        var details =
                new RequestDetails(
                        Ticket.fresh(random),
                        by,
                        app,
                        form.description().strip(),
                        form.lifetimeDays(),
                        form.reason().strip(),
                        deliveryMethods.chosen(form.way()).orElseThrow(),
                        now,
                        replaces);
        return new SecretRequest.Waiting(
                details, now.plus(limits.timeToDecide()), Optional.empty());
    }
}
