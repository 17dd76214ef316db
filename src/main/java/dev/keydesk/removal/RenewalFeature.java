package dev.keydesk.removal;

import static dev.keydesk.jobs.PeriodicTasks.TEN_MINUTES;

import dev.keydesk.decision.StateButton;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.RequestFeature;
import dev.keydesk.request.StateTimers;

/** Decisions about a renewed secret: its team keeps it, or has it removed. */
public final class RenewalFeature {
    private RenewalFeature() {}

    /** Creates the parts and registers them. */
    public static void register(
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
        var dayForm = new RemovalDayForm(removals, messaging.chat(), clock);
        var buttons =
                new RenewalButtons(removals, removal.permissions(), credentials, dayForm, clock)
                        .all();
        var audience = new TeamAudience(removals, removal.owners(), buttons);
        removals.messages()
                .show(TeamAudience.PLACE, new RemovalCard(messaging.liveMessages(), audience));
        removals.listen(lostReplacements);
        var handlers = messaging.handlers();
        StateButton.take(handlers, buttons);
        handlers.form(RemovalDayForm.CALLBACK, dayForm::sent);
        platform.jobs().register(StateTimers.SUCCEEDED, followUp::follow);
        platform.jobs().register(LostReplacements.REMOVED, lostReplacements::removed);
        var periodicTasks = platform.periodicTasks();
        periodicTasks.everyInCluster(TEN_MINUTES, "old secrets", followUp::look);
        periodicTasks.everyInCluster(TEN_MINUTES, "new secrets", lostReplacements::look);
    }
}
