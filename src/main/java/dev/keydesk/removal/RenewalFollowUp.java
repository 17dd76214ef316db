package dev.keydesk.removal;

import dev.keydesk.audit.Actor;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.jobs.Job;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.PreviousSecret;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.UnreadableRows;
import dev.keydesk.workflow.StaleVersionException;
import dev.keydesk.workflow.Versioned;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Follows renewals: the hand-over of a new secret proposes the removal of the old one, and a new
 * secret that is removed or lost cancels what was proposed or planned for it.
 *
 * <p>A hand-over that nobody confirms proposes it too, two days later and with a warning, because
 * people forget to click buttons, and the old secret would be forgotten as well.
 */
final class RenewalFollowUp {
    private final Requests requests;
    private final Removals removals;
    private final RenewalRows rows;
    private final Credentials credentials;
    private final OwnerLookup owners;
    private final InstantSource clock;

    RenewalFollowUp(
            Requests requests,
            Removals removals,
            Credentials credentials,
            OwnerLookup owners,
            InstantSource clock) {
        this.requests = requests;
        this.removals = removals;
        this.rows = removals.renewals();
        this.credentials = credentials;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * The job of each transition of a request that replaces a secret, once the new one was handed
     * over.
     */
    public void follow(Job job) {
        follow(new Ticket(job.subject()));
    }

    /** Looks after each scan for hand-overs of older versions, which left no job. */
    public void look() {
        UnreadableRows.each(rows.missing(), this::lookAt);
    }

    private void lookAt(Ticket ticket) {
        try {
            follow(ticket);
        } catch (StaleVersionException somebodyWasFaster) {
            // The next look sees the result.
        }
    }

    private void follow(Ticket ticket) {
        requests.find(ticket)
                .ifPresent(stored ->
                        stored.state()
                                .details()
                                .replaces()
                                .ifPresent(old -> follow(stored.state(), old)));
    }

    private void follow(SecretRequest request, PreviousSecret old) {
        switch (request) {
            case SecretRequest.Done(_, _, var made, var handedOverAt, _) ->
                    handedOver(request, old, made, handedOverAt, true);
            case SecretRequest.NeedsPerson(_, _, var key, _, _, _) ->
                    key.ifPresent(made -> handedOver(request, old, made, made.start(), false));
            case SecretRequest.TakingBack(_, _, var made, _, _, _) -> takenBack(request, old, made);
            case SecretRequest.Revoked(_, _, var made, _, _, _) -> takenBack(request, old, made);
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

    private Renewal renewal(
            SecretRequest request, IssuedSecret made, Instant at, boolean confirmed) {
        var details = request.details();
        return new Renewal(
                details.ticket(),
                details.requester(),
                made,
                at,
                confirmed,
                Optional.empty(),
                owners.target(details.app()));
    }

    private void handedOver(
            SecretRequest request,
            PreviousSecret old,
            IssuedSecret made,
            Instant at,
            boolean confirmed) {
        var known = rows.of(request.ticket(), made);
        if (known.isEmpty()) {
            propose(key(request, old), renewal(request, made, at, confirmed));
        } else if (confirmed && isTakenBack(known.get())) {
            staysAfterAll(known.get(), old);
        } else {
            known.filter(it -> it.state().holdsKey()).ifPresent(it -> confirmed(it, confirmed));
        }
    }

    private static boolean isTakenBack(Versioned<Removal> stored) {
        return renewal(stored).lost().equals(Optional.of(Renewal.Lost.TAKEN_BACK));
    }

    /**
     * Entra did not remove the new secret, and the requester has it after all: the team is asked
     * again. If somebody has asked for the removal of the old one meanwhile, that continues by
     * itself, and then the old one can be renewed again.
     */
    private void staysAfterAll(Versioned<Removal> stored, PreviousSecret old) {
        var renewal = renewal(stored);
        var holder = removals.holder(stored.state().details().app().objectId(), old.keyId());
        if (holder.filter(it -> !it.equals(stored)).isPresent()) {
            know(stored, renewal.confirmed(true), "The new secret stays after all.");
            return;
        }
        stored.state()
                .renewedAfterAll(renewal.staysAfterAll())
                .ifPresent(next -> move(stored, next, "The new secret has arrived after all."));
    }

    private static Renewal renewal(Versioned<Removal> stored) {
        return stored.state().details().renewal().orElseThrow();
    }

    private void confirmed(Versioned<Removal> stored, boolean confirmed) {
        var renewal = renewal(stored);
        if (renewal.confirmed() != confirmed && renewal.lost().isEmpty()) {
            know(
                    stored,
                    renewal.confirmed(confirmed),
                    confirmed ? "The new secret has arrived." : "The new secret was handed over.");
        }
    }

    /**
     * A removal that somebody has asked for before continues, and its team is asked besides.
     *
     * @throws StaleVersionException if somebody else moved it first; then nothing was changed
     */
    private void propose(Credential.Key old, Renewal renewal) {
        var sentence =
                "The secret %s was handed over to replace %s."
                        .formatted(renewal.secret().keyId(), old.keyId());
        var before = removals.holder(old.app().objectId(), old.keyId());
        if (before.isPresent()) {
            know(before.get(), renewal, sentence);
            return;
        }
        var removal = new Removal.Proposed(removals.proposal(old, renewal));
        boolean isNew = removals.open(removal, Actor.DESK, sentence).isPresent();
        // Another node may have been faster, or the id is taken.
        if (!isNew && rows.of(renewal.ticket(), renewal.secret()).isEmpty()) {
            propose(old, renewal);
        }
    }

    private void know(Versioned<Removal> stored, Renewal renewal, String sentence) {
        move(
                stored,
                stored.state().withDetails(stored.state().details().withRenewal(renewal)),
                sentence);
    }

    private void move(Versioned<Removal> stored, Removal to, String sentence) {
        if (removals.tryMove(stored, to, Actor.DESK, sentence).isEmpty()) {
            throw new StaleVersionException(stored.state().id().text());
        }
    }

    private void takenBack(SecretRequest request, PreviousSecret old, IssuedSecret made) {
        var because =
                "The new secret of %s is being removed, so the old one is still needed."
                        .formatted(request.ticket());
        var known = rows.of(request.ticket(), made);
        if (known.isPresent()) {
            known.ifPresent(it -> lost(it, Renewal.Lost.TAKEN_BACK, because));
            return;
        }
        // Nobody was asked, and nobody will be, also if the request needs a person for it.
        var renewal = renewal(request, made, made.start(), false).lost(Renewal.Lost.TAKEN_BACK);
        removals.open(
                new Removal.Withdrawn(
                        removals.proposal(key(request, old), renewal),
                        renewal.requester(),
                        clock.instant(),
                        Optional.of(because)),
                Actor.DESK,
                because);
    }

    /**
     * Nothing signs in with the new secret of a completed request.
     *
     * @throws StaleVersionException if somebody else moved it first; then nothing was changed
     */
    void lost(Versioned<Removal> stored, Renewal.Lost how) {
        // Nobody can keep the old secret any more; its removal tells how it ends.
        if (!(stored.state() instanceof Removal.BeingRemoved)) {
            var what = how == Renewal.Lost.GONE ? "is no longer in Entra" : "has expired";
            lost(
                    stored,
                    how,
                    "The new secret of %s %s, so the old one is still needed."
                            .formatted(renewal(stored).ticket(), what));
        }
    }

    private void lost(Versioned<Removal> stored, Renewal.Lost how, String because) {
        var renewal = renewal(stored);
        if (stored.state().holdsKey() && renewal.lost().isEmpty()) {
            move(stored, stored.state().lost(renewal, how, because, clock.instant()), because);
        }
    }

    /**
     * Returns the secret as the last scan saw it or, without a scan, as it was when it was
     * requested.
     */
    private Credential.Key key(SecretRequest request, PreviousSecret old) {
        var app = request.details().app();
        return credentials
                .find(app.objectId(), old.keyId())
                .map(Credential::key)
                .orElseGet(() ->
                        new Credential.Key(
                                app,
                                old.keyId(),
                                Kind.SECRET,
                                old.name(),
                                old.hint(),
                                Instant.EPOCH,
                                old.end()));
    }
}
