package dev.keydesk.pickup;

import dev.keydesk.keychange.CredentialChanges;
import dev.keydesk.orphans.OrphanDetection;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.RequestFeature;
import dev.keydesk.request.StateTimers;

import java.time.Duration;

/** The pick-up: the secret is made and handed over, and every failure of that is settled. */
public final class PickUpFeature {
    private final MintSwitch mintSwitch;
    private final PickUps pickUps;
    private final DeliveryConfirmation confirmation;
    private final PickUpMessage message;

    /** Creates the parts and registers them. */
    public PickUpFeature(
            Platform platform,
            Messaging messaging,
            RequestFeature request,
            CredentialChanges changes,
            OrphanCleanup cleanup,
            OrphanDetection orphans) {
        var requests = request.requests();
        var access = request.access();
        var clock = platform.clock();
        var lookup = changes.lookup();
        this.mintSwitch = new MintSwitch(platform.db(), platform.audit(), clock);
        this.pickUps =
                new PickUps(
                        requests,
                        access,
                        new PreMintCheck(
                                access.policy(),
                                access.principals(),
                                orphans,
                                changes.entra(),
                                lookup),
                        new Minting(platform, requests, changes, cleanup, mintSwitch),
                        new SecretDeliveries(messaging.chat(), changes.entra().tenantId()),
                        clock);
        this.confirmation = new DeliveryConfirmation(requests, messaging.chat(), clock);
        this.message = new PickUpMessage(access.deliveryMethods(), access.policy());
        var handlers = messaging.handlers();
        handlers.button(PickUps.PICK_UP, pickUps::inSlack);
        handlers.button(
                ShorterLifetime.ACTION, new ShorterLifetime(requests, access.policy())::shorten);
        handlers.button(DeliveryConfirmation.HAVE_IT, confirmation::haveIt);
        handlers.button(DeliveryConfirmation.HAVE_IT_HERE, confirmation::haveItHere);
        handlers.button(DeliveryConfirmation.NOT_RECEIVED, confirmation::notReceived);
        handlers.button(DeliveryConfirmation.REMOVE, confirmation::remove);
        handlers.button(DeliveryConfirmation.NOT_ME, confirmation::notMe);
        var jobs = platform.jobs();
        jobs.on(
                StateTimers.DOUBT,
                new OutcomeReconciliation(platform.db(), requests, lookup, cleanup, clock)::settle);
        jobs.on(
                StateTimers.TAKE_BACK,
                new KeyRollback(requests, lookup, changes.removal(), clock)::takeBack);
        jobs.on(StateTimers.SILENT, confirmation::silent);
        jobs.on(OrphanCleanup.LOOK, cleanup::look);
        jobs.on(OrphanCleanup.REMOVE, cleanup::removeById);
        jobs.on(StateTimers.UNCLAIMED, new PickUpExpiry(requests, mintSwitch, clock)::end);
        jobs.on(StateTimers.ASK_RECEIVED, requests::refreshMessages);
        // Each node stores what only it knows.
        platform.periodicTasks().every(Duration.ofMinutes(1), "removals", cleanup::writeDown);
        requests.messages()
                .show(PickUpMessage.PLACE, message)
                .show(DeliveryQuestions.PLACE, new DeliveryQuestions(clock));
    }

    public MintSwitch mintSwitch() {
        return mintSwitch;
    }

    public PickUps pickUps() {
        return pickUps;
    }

    public DeliveryConfirmation confirmation() {
        return confirmation;
    }

    /** Returns the message with the buttons of the pick-up, which the Home tab shows as well. */
    public PickUpMessage message() {
        return message;
    }
}
