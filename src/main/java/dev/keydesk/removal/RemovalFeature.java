package dev.keydesk.removal;

import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.decision.StateButton;
import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.keychange.CredentialChanges;
import dev.keydesk.keychange.OperatorSwitch;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.ReasonForm;
import dev.keydesk.request.ReasonForm.No;
import dev.keydesk.request.RequestFeature;

/** Removing credentials: request, decision, execution in Entra, and messages. */
public final class RemovalFeature {
    private final Removals removals;
    private final OwnerLookup owners;
    private final RemovalPermissions permissions;

    /**
     * Creates the parts and registers them.
     *
     * @param hour at which a planned removal begins, and the time zone of its day
     */
    public RemovalFeature(
            Platform platform,
            Messaging messaging,
            RequestFeature request,
            CredentialChanges changes,
            OwnerLookup owners,
            DailyHour hour) {
        var clock = platform.clock();
        var access = request.access();
        var liveMessages = messaging.liveMessages();
        this.owners = owners;
        this.removals = new Removals(platform, liveMessages, request, changes, hour);
        this.permissions = new RemovalPermissions(access.policy(), access.principals(), owners);
        var reasonForm = new ReasonForm(messaging.chat(), access.principals());
        var buttons = new RemovalButtons(removals, permissions, reasonForm, clock);
        var handlers = messaging.handlers();
        StateButton.take(handlers, buttons.forApprovers());
        handlers.form(
                No.TO_A_REMOVAL.callback(),
                form -> reasonForm.sent(form, RemovalDecisions.DECLINE));
        messaging.inbox().register(RemovalDecisions.DECLINE, buttons.declined());
        var execution =
                new RemovalExecution(
                        removals,
                        changes.lookup(),
                        changes.removal(),
                        new OperatorSwitch(
                                OperatorSwitch.Name.REMOVALS,
                                platform.db(),
                                platform.audit(),
                                clock),
                        clock);
        platform.jobs().register(RemovalExecution.REMOVE, execution::remove);
        platform.jobs().register(RemovalReminder.NUDGE, removals::refreshMessages);
        platform.periodicTasks()
                .everyInCluster(
                        PeriodicTasks.TEN_MINUTES, "secrets gone", execution::lookForVanished);
        show(platform, messaging, request, buttons);
    }

    private void show(
            Platform platform,
            Messaging messaging,
            RequestFeature request,
            RemovalButtons buttons) {
        var policy = request.access().policy();
        var channel = messaging.channels().approvals().id();
        var liveMessages = messaging.liveMessages();
        var notificationFailure = new NotificationFailure(messaging.chat());
        var approvers =
                new ApproverAudience(policy, channel, notificationFailure, buttons.forApprovers());
        var card = new RemovalCard(liveMessages, approvers);
        removals.messages()
                .show(ApproverAudience.PLACE, card)
                .show(RemovalThread.PLACE, new RemovalThread(card, approvers))
                .show(
                        RemovalReminder.PLACE,
                        new RemovalReminder(removals, policy, platform.clock()))
                .show(RemovalDirectMessage.PLACE, new RemovalDirectMessage(buttons.forAsker()))
                .show(
                        RemovalNotice.PLACE,
                        new RemovalNotice(channel, liveMessages, notificationFailure));
    }

    public Removals removals() {
        return removals;
    }

    OwnerLookup owners() {
        return owners;
    }

    RemovalPermissions permissions() {
        return permissions;
    }
}
