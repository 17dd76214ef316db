package dev.keydesk.renewal;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.jobs.Job;
import dev.keydesk.reminder.AppTeams;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.Removals;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.PreviousSecret;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.UnreadableRows;
import dev.keydesk.workflow.StaleVersionException;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Follows what happens by itself: a new key that is handed over opens the question of the old one,
 * one that is taken back or lost closes it and calls off the removal that had been planned, and an
 * old key that is gone or has ended answers it.
 *
 * <p>A hand-over that nobody confirms opens it too, two days later and with a warning: people
 * forget to press buttons, and the old key would be forgotten with them.
 */
public final class RenewalFollowUp {
    private final Requests requests;
    private final Renewals renewals;
    private final Removals removals;
    private final Credentials credentials;
    private final AppTeams appTeams;
    private final InstantSource clock;

    public RenewalFollowUp(
            Requests requests,
            Renewals renewals,
            Removals removals,
            Credentials credentials,
            AppTeams appTeams,
            InstantSource clock) {
        this.requests = requests;
        this.renewals = renewals;
        this.removals = removals;
        this.credentials = credentials;
        this.appTeams = appTeams;
        this.clock = clock;
    }

    /** The job of each move of a request that replaces a key, once the new one was handed over. */
    public void follow(Job job) {
        follow(new Ticket(job.subject()));
    }

    private void follow(Ticket ticket) {
        requests.find(ticket)
                .ifPresent(stored ->
                        stored.details()
                                .replaces()
                                .ifPresent(old -> follow(stored.request(), old)));
    }

    private void follow(SecretRequest request, PreviousSecret old) {
        switch (request) {
            case SecretRequest.Done(_, _, var key, var handedOverAt, _) ->
                    handedOver(renewed(request, old, key, handedOverAt, true));
            case SecretRequest.NeedsPerson(_, _, var key, _, _, _) ->
                    key.filter(made -> !isTakenBack(request, made))
                            .ifPresent(made ->
                                    handedOver(renewed(request, old, made, made.start(), false)));
            case SecretRequest.TakingBack(_, _, var key, _, _, _) ->
                    takenBack(renewed(request, old, key, key.start(), false));
            case SecretRequest.Revoked(_, _, var key, _, _, _) ->
                    takenBack(renewed(request, old, key, key.start(), false));
            case SecretRequest.Waiting _,
                    SecretRequest.Approved _,
                    SecretRequest.Minting _,
                    SecretRequest.Doubtful _,
                    SecretRequest.HandedOver _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _ -> {}
        }
    }

    private static Renewed renewed(
            SecretRequest request,
            PreviousSecret old,
            IssuedSecret made,
            Instant at,
            boolean confirmed) {
        var details = request.details();
        return new Renewed(
                details.ticket(), details.requester(), details.app(), old, made, at, confirmed);
    }

    /** Stuck while it was taken back: then the new key is not one to rely on. */
    private boolean isTakenBack(SecretRequest request, IssuedSecret made) {
        return renewals.find(request.ticket())
                .filter(stored ->
                        stored.renewal() instanceof Renewal.TakenBack back
                                && back.renewed().made().keyId().equals(made.keyId()))
                .isPresent();
    }

    private void handedOver(Renewed now) {
        var stored = renewals.find(now.ticket());
        if (stored.isEmpty()) {
            renewals.open(
                    new Renewal.Open(now, place(now)),
                    "The key %s was handed over in the place of %s."
                            .formatted(now.made().keyId(), now.old().keyId()));
        } else if (isNews(stored.get().renewal(), now)) {
            renewals.move(
                    stored.get(),
                    stored.get().renewal().knowing(now),
                    Actor.DESK,
                    now.confirmed() ? "The new key has arrived." : "The new key was handed over.");
        }
    }

    private static boolean isNews(Renewal renewal, Renewed now) {
        return (renewal instanceof Renewal.TakenBack back && !back.isOver(now))
                || renewal.renewed().confirmed() != now.confirmed();
    }

    private void takenBack(Renewed now) {
        callOff(
                now,
                "The new key of %s is taken back, so the old one is still needed."
                        .formatted(now.ticket()));
        var stored = renewals.find(now.ticket());
        var back =
                new Renewal.TakenBack(
                        now,
                        stored.map(it -> it.renewal().deliveryTarget()).orElseGet(() -> place(now)),
                        clock.instant());
        var sentence =
                "The new key %s is taken back, so the old one stays.".formatted(now.made().keyId());
        if (stored.isEmpty()) {
            renewals.open(back, sentence);
            return;
        }
        switch (stored.get().renewal()) {
            case Renewal.Open _, Renewal.Kept _ ->
                    renewals.move(stored.get(), back, Actor.DESK, sentence);
            case Renewal.TakenBack _, Renewal.Gone _ -> {}
        }
    }

    /** Whatever still signs in with the old key needs it longer than was thought. */
    private void callOff(Renewed now, String because) {
        removals.openFor(now.app().objectId(), now.old().keyId())
                .filter(open ->
                        open.state() instanceof Removal.Scheduled planned
                                && planned.details()
                                        .cause()
                                        .replacedBy()
                                        .equals(Optional.of(now.ticket())))
                .ifPresent(open -> removals.callOff(open, now.requester(), because));
    }

    /** Nothing signs in with the new key of a request that is done. */
    void lost(StoredRenewal stored, Renewal.TakenBack.Lost how) {
        var renewed = stored.renewal().renewed();
        if (isGoing(renewed)) {
            return;
        }
        var what =
                switch (how) {
                    case GONE -> "is no longer in Entra";
                    case ENDED -> "has ended";
                };
        callOff(
                renewed,
                "The new key of %s %s, so the old one is still needed."
                        .formatted(renewed.ticket(), what));
        // What was called off shows on the renewal, so that it is a version further.
        renewals.find(stored.ticket())
                .filter(now -> isSameKey(now, renewed) && stands(now.renewal()))
                .ifPresent(now ->
                        renewals.move(
                                now,
                                now.renewal().lost(how, clock.instant()),
                                Actor.DESK,
                                "The new key %s %s, so the old one stays."
                                        .formatted(renewed.made().keyId(), what)));
    }

    /** Nobody can keep the old key any more; its removal says itself how it ends. */
    private boolean isGoing(Renewed renewed) {
        return removals.openFor(renewed.app().objectId(), renewed.old().keyId())
                .filter(open -> open.state() instanceof Removal.BeingRemoved)
                .isPresent();
    }

    private static boolean isSameKey(StoredRenewal stored, Renewed renewed) {
        return stored.renewal().renewed().made().keyId().equals(renewed.made().keyId());
    }

    private static boolean stands(Renewal renewal) {
        return switch (renewal) {
            case Renewal.Open _, Renewal.Kept _ -> true;
            case Renewal.TakenBack _, Renewal.Gone _ -> false;
        };
    }

    private DeliveryTarget place(Renewed now) {
        var team = appTeams.of(now.app());
        return DeliveryTarget.of(team.reads(), team.zone());
    }

    /**
     * Looks after each scan at what became of old keys, and at hand-overs of older versions, which
     * left no job.
     */
    public void look() {
        UnreadableRows.each(renewals.withoutRow(), this::follow);
        UnreadableRows.each(renewals.outOfDate(), this::look);
    }

    private void look(StoredRenewal stored) {
        var renewed = stored.renewal().renewed();
        // A removal under way says itself how it ends.
        if (removals.openFor(renewed.app().objectId(), renewed.old().keyId()).isPresent()) {
            return;
        }
        boolean isThere =
                credentials
                        .find(renewed.app().objectId(), renewed.old().keyId())
                        .filter(Credential.Live.class::isInstance)
                        .isPresent();
        var how = isThere ? Renewal.Gone.How.ENDED : Renewal.Gone.How.BY_HAND;
        var keptBy =
                isThere && stored.renewal() instanceof Renewal.Kept kept
                        ? Optional.of(kept.by())
                        : Optional.<UserId>empty();
        var sentence =
                isThere
                        ? "The old key %s has ended.".formatted(renewed.old().keyId())
                        : "A scan no longer found the old key %s.".formatted(renewed.old().keyId());
        try {
            renewals.move(
                    stored,
                    stored.renewal().gone(how, keptBy, clock.instant()),
                    Actor.DESK,
                    sentence);
        } catch (StaleVersionException somebodyWasFaster) {
            // The next look sees what they did.
        }
    }
}
