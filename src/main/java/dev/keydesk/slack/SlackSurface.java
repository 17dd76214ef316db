package dev.keydesk.slack;

import com.slack.api.bolt.App;
import com.slack.api.model.event.AppHomeOpenedEvent;

import dev.keydesk.approval.ReasonForm;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.Rules;
import dev.keydesk.config.UserId;
import dev.keydesk.home.HomeAnswers;
import dev.keydesk.home.HomePage;
import dev.keydesk.inbox.Inbox;
import dev.keydesk.keylist.RenewButton;
import dev.keydesk.reminder.NotOursForm;
import dev.keydesk.reminder.RemoveForm;
import dev.keydesk.reminder.Renewing;
import dev.keydesk.removal.RevokeForms;
import dev.keydesk.renewal.DayForm;
import dev.keydesk.request.RequestForms;
import dev.keydesk.request.Submissions;

import java.time.InstantSource;
import java.util.function.BiConsumer;

/**
 * Which delivery of Slack goes to which feature. A handler stores or opens something and
 * acknowledges; everything slow is a job.
 */
public final class SlackSurface {
    private SlackSurface() {}

    /**
     * Registers every handler; names are matched exactly, since Bolt's patterns have no order.
     *
     * @param pressed hears on which message a button was pressed, by the ids of its blocks
     */
    public static void register(
            App app,
            Inbox inbox,
            RequestForms forms,
            Submissions submissions,
            ReasonForm reasonForm,
            Renewing renewing,
            NotOursForm notOurs,
            RemoveForm remove,
            RevokeForms revokeForms,
            RenewButton renewListed,
            DayForm dayForm,
            HomeAnswers homeAnswers,
            BiConsumer<String, MessageRef> pressed,
            Rules.Limits limits,
            InstantSource clock) {
        var clicks = new Clicks(clock, pressed);
        var presses = new Presses(clicks, inbox, homeAnswers);
        var rate = new CommandRate(limits.commandsPerMinute(), clock);
        var revoke = new RevokeHandlers(clicks, inbox, revokeForms);
        revoke.register(app);
        new AskHandlers(clicks, presses, inbox, rate, forms, submissions, revoke).register(app);
        new ButtonHandlers(clicks, presses, inbox, reasonForm).register(app);
        new ReminderHandlers(clicks, inbox, renewing, notOurs, remove).register(app);
        new ListHandlers(clicks, presses, inbox, rate, renewListed).register(app);
        new OldKeyHandlers(clicks, inbox, dayForm).register(app);
        app.event(
                AppHomeOpenedEvent.class,
                (payload, context) -> {
                    var event = payload.getEvent();
                    // The event also comes for the messages tab, where there is nothing to draw.
                    if ("home".equals(event.getTab())) {
                        inbox.take(
                                clicks.event(
                                        payload.getEventId(),
                                        HomePage.OPENED,
                                        new UserId(event.getUser())));
                    }
                    return context.ack();
                });
    }
}
