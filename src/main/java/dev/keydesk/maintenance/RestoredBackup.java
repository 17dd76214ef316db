package dev.keydesk.maintenance;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.link.LinkOffers;
import dev.keydesk.pickup.OrphanCleanup;
import dev.keydesk.platform.Platform;
import dev.keydesk.removal.RemovalId;
import dev.keydesk.removal.Removals;
import dev.keydesk.request.PickUpGrant;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.Versioned;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Brings a database in order that the operator has restored from a backup.
 *
 * <p>In the backup a pick-up may be in progress that was finished long ago, and its secret may be
 * in use. Without this, Keydesk would find that secret by its name and remove it as one that nobody
 * received. So everything in progress is left to a person, nothing is looked up by name, and
 * waiting clicks are discarded. All of it is one transaction.
 */
public final class RestoredBackup {
    private static final String KEY_MAY_BE_IN_USE =
            "the desk went back to a backup in which this secret was being removed. It may be gone,"
                    + " or its requester may have kept it; first look for it in Entra, and ask";

    private static final String MAY_BE_CALLED_OFF =
            "The desk went back to a backup in which this secret was still to be removed. Somebody"
                    + " may have cancelled that since, so find out whether it is in use.";

    private static final String LET_GO =
            "The desk went back to an earlier backup, so your click was dropped and changed"
                    + " nothing. Look at the newest message about the request, then press again.";

    private final Db db;
    private final Requests requests;
    private final Removals removals;
    private final OrphanCleanup orphanCleanup;
    private final Inbox inbox;
    private final LinkOffers links;
    private final AuditLog audit;
    private final InstantSource clock;

    public RestoredBackup(
            Platform platform,
            Requests requests,
            Removals removals,
            OrphanCleanup orphanCleanup,
            Inbox inbox,
            LinkOffers links) {
        this.db = platform.db();
        this.requests = requests;
        this.removals = removals;
        this.orphanCleanup = orphanCleanup;
        this.inbox = inbox;
        this.links = links;
        this.audit = platform.audit();
        this.clock = platform.clock();
    }

    /**
     * What was changed.
     *
     * @param toPersons the requests that were in progress
     * @param removals the removals in progress, which are left to people too
     * @param clicks how many clicks were discarded
     * @param links how many one-time links were ended
     */
    public record Outcome(
            List<Ticket> toPersons, List<RemovalId> removals, int clicks, int links) {}

    /** Makes all changes; a second call finds nothing left to change. */
    public Outcome settle() {
        return db.write(this::settle);
    }

    private Outcome settle(Tx tx) {
        var underWay = requests.underWay(tx);
        underWay.forEach(stored -> toPerson(tx, stored));
        orphanCleanup.forgetLooks(tx);
        var outcome =
                new Outcome(
                        underWay.stream().map(stored -> stored.state().ticket()).toList(),
                        removals.toPersons(tx, MAY_BE_CALLED_OFF),
                        inbox.discardAll(tx, LET_GO),
                        links.endAll(tx));
        audit.append(
                tx,
                AuditEvent.ofDesk(
                        clock.instant(),
                        "restored",
                        Actor.OPERATOR,
                        "The desk continues from a backup. Requests given to people: %s. Removals given to people: %s. Clicks dropped: %s. Links closed: %s."
                                .formatted(
                                        underWay.isEmpty() ? "none" : outcome.toPersons(),
                                        outcome.removals().isEmpty() ? "none" : outcome.removals(),
                                        outcome.clicks(),
                                        outcome.links())));
        return outcome;
    }

    private void toPerson(Tx tx, Versioned<SecretRequest> stored) {
        stuck(stored.state(), clock.instant())
                .ifPresent(stuck ->
                        requests.move(tx, stored, stuck, Actor.OPERATOR, stuck.reason() + "."));
    }

    private static Optional<SecretRequest.NeedsPerson> stuck(SecretRequest request, Instant now) {
        return switch (request) {
            case SecretRequest.Minting minting ->
                    Optional.of(minting.stuck(mayBeInUse(minting.ticket(), minting.grant()), now));
            case SecretRequest.Doubtful doubtful ->
                    Optional.of(
                            doubtful.stuck(mayBeInUse(doubtful.ticket(), doubtful.grant()), now));
            // The secret is known by its id, but its removal may have failed and been cancelled
            // since.
            case SecretRequest.TakingBack taking ->
                    Optional.of(taking.unsure(KEY_MAY_BE_IN_USE, now));
            case SecretRequest.Waiting _,
                    SecretRequest.Approved _,
                    SecretRequest.HandedOver _,
                    SecretRequest.Done _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    Optional.empty();
        };
    }

    private static String mayBeInUse(Ticket ticket, PickUpGrant grant) {
        return "the desk went back to a backup in which this was running. A secret whose name ends in %s may be in use by now; first look for it in Entra"
                .formatted(grant.marker(ticket));
    }
}
