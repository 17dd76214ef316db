package dev.keydesk.pickup;

import dev.keydesk.chat.Button;
import dev.keydesk.decision.StateButton;
import dev.keydesk.expiry.Scan;
import dev.keydesk.keychange.CredentialChanges;
import dev.keydesk.orphans.OrphanFeature;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.RequestFeature;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StateTimers;

import java.time.Duration;
import java.util.List;

/** The pick-up: the secret is made and handed over, and every failure of that is settled. */
public final class PickUpFeature {
    private final OrphanCleanup cleanup;
    private final MintSwitch mintSwitch;
    private final PickUps pickUps;
    private final DeliveryConfirmation confirmation;
    private final List<StateButton<SecretRequest>> buttons;

    /** Creates the parts and registers them. */
    public PickUpFeature(
            Platform platform,
            Messaging messaging,
            RequestFeature request,
            CredentialChanges changes,
            Scan scan) {
        var requests = request.requests();
        var access = request.access();
        var clock = platform.clock();
        var lookup = changes.lookup();
        this.cleanup = new OrphanCleanup(platform, requests, changes);
        var orphans =
                new OrphanFeature(platform, messaging, requests, lookup, cleanup::isWatched, scan);
        this.mintSwitch = new MintSwitch(platform.db(), platform.audit(), clock);
        this.pickUps =
                new PickUps(
                        requests,
                        access,
                        new PreMintCheck(
                                access.policy(),
                                access.principals(),
                                orphans.detection(),
                                changes.entra(),
                                lookup),
                        new Minting(platform, requests, changes, cleanup, mintSwitch),
                        new SecretDeliveries(messaging.chat(), changes.entra().tenantId()),
                        clock);
        this.confirmation = new DeliveryConfirmation(requests, messaging.chat(), clock);
        var buttons =
                new PickUpButtons(
                        access,
                        pickUps,
                        new ShorterLifetime(requests, access.policy()),
                        confirmation,
                        request.withdraw());
        this.buttons = buttons.all();
        var handlers = messaging.handlers();
        StateButton.take(handlers, buttons.own());
        handlers.button(DeliveryConfirmation.HAVE_IT_HERE, confirmation::haveItHere);
        var jobs = platform.jobs();
        jobs.register(
                StateTimers.DOUBT,
                new OutcomeReconciliation(platform.db(), requests, lookup, cleanup, clock)::settle);
        jobs.register(
                StateTimers.TAKE_BACK,
                new KeyRollback(requests, lookup, changes.removal(), clock)::takeBack);
        jobs.register(StateTimers.SILENT, confirmation::silent);
        jobs.register(OrphanCleanup.LOOK, cleanup::look);
        jobs.register(OrphanCleanup.REMOVE, cleanup::removeById);
        jobs.register(StateTimers.UNCLAIMED, new PickUpExpiry(requests, mintSwitch, clock)::end);
        jobs.register(StateTimers.ASK_RECEIVED, requests::refreshMessages);
        // Each node stores what only it knows.
        platform.periodicTasks().every(Duration.ofMinutes(1), "removals", cleanup::writeDown);
        requests.messages()
                .show(
                        PickUpMessage.PLACE,
                        new PickUpMessage(access.deliveryMethods(), this.buttons))
                .show(DeliveryQuestions.PLACE, new DeliveryQuestions(clock, buttons.received()));
    }

    public MintSwitch mintSwitch() {
        return mintSwitch;
    }

    /** Returns what looks for secrets of attempts that were given up. */
    public OrphanCleanup cleanup() {
        return cleanup;
    }

    public PickUps pickUps() {
        return pickUps;
    }

    public DeliveryConfirmation confirmation() {
        return confirmation;
    }

    /** Returns the requester's buttons on the message of the pick-up and on the Home tab. */
    public List<Button> buttons(SecretRequest request) {
        return StateButton.standing(buttons, request);
    }
}
