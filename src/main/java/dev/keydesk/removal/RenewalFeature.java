package dev.keydesk.removal;

import static dev.keydesk.jobs.PeriodicTasks.TEN_MINUTES;

import dev.keydesk.expiry.Credentials;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.RequestFeature;
import dev.keydesk.request.StateTimers;

/** What becomes of a credential that was renewed: its team keeps it, or has it removed. */
public final class RenewalFeature {
    private final RemovalDayForm dayForm;

    /** Puts the parts together and registers them. */
    public RenewalFeature(
            Platform platform,
            Messaging messaging,
            RequestFeature request,
            RemovalFeature removal,
            Credentials credentials) {
        var clock = platform.clock();
        var removals = removal.removals();
        var followUp =
                new RenewalFollowUp(
                        request.requests(), removals, credentials, removal.owners(), clock);
        var lostReplacements =
                new LostReplacements(
                        followUp,
                        removals,
                        credentials,
                        request.renewals(),
                        platform.jobs(),
                        clock);
        var decisions = new RenewalDecisions(removals, credentials, removal.permissions(), clock);
        this.dayForm = new RemovalDayForm(removals, messaging.chat(), clock);
        removals.listen(lostReplacements);
        var inbox = messaging.inbox();
        inbox.on(RenewalDecisions.REMOVE, decisions::remove);
        inbox.on(RenewalDecisions.REMOVE_ON, decisions::removeOn);
        inbox.on(RenewalDecisions.KEEP, decisions::keep);
        inbox.on(RenewalDecisions.CALL_OFF, decisions::callOff);
        platform.jobs().on(StateTimers.SUCCEEDED, followUp::follow);
        platform.jobs().on(LostReplacements.REMOVED, lostReplacements::removed);
        var periodicTasks = platform.periodicTasks();
        periodicTasks.everyInCluster(TEN_MINUTES, "old keys", followUp::look);
        periodicTasks.everyInCluster(TEN_MINUTES, "new keys", lostReplacements::look);
    }

    /** The form for the day on which the old credential is removed. */
    public RemovalDayForm dayForm() {
        return dayForm;
    }
}
