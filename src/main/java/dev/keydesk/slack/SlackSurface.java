package dev.keydesk.slack;

import com.slack.api.bolt.App;
import com.slack.api.model.event.AppHomeOpenedEvent;

import dev.keydesk.approval.ReasonForm;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.Rules;
import dev.keydesk.config.UserId;
import dev.keydesk.credentiallist.RenewButton;
import dev.keydesk.home.HomeAnswers;
import dev.keydesk.home.HomePage;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.reminder.NotOursForm;
import dev.keydesk.reminder.RemoveForm;
import dev.keydesk.reminder.RenewalFormOpener;
import dev.keydesk.removal.RemovalDayForm;
import dev.keydesk.removal.RevokeForms;
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
            RenewalFormOpener renewalFormOpener,
            NotOursForm notOurs,
            RemoveForm remove,
            RevokeForms revokeForms,
            RenewButton renewListed,
            RemovalDayForm removalDayForm,
            HomeAnswers homeAnswers,
            BiConsumer<String, MessageRef> pressed,
            Rules.Limits limits,
            InstantSource clock) {
        var interactionMapper = new InteractionMapper(clock, pressed);
        var blockActions = new BlockActions(interactionMapper, inbox, homeAnswers);
        var rate = new CommandRate(limits.commandsPerMinute(), clock);
        var revoke = new RevokeHandlers(interactionMapper, inbox, revokeForms);
        revoke.register(app);
        new RequestHandlers(
                        interactionMapper, blockActions, inbox, rate, forms, submissions, revoke)
                .register(app);
        new ButtonHandlers(interactionMapper, blockActions, inbox, reasonForm).register(app);
        new ReminderHandlers(interactionMapper, inbox, renewalFormOpener, notOurs, remove)
                .register(app);
        new ListHandlers(interactionMapper, blockActions, inbox, rate, renewListed).register(app);
        new RemovalDayHandlers(interactionMapper, inbox, removalDayForm).register(app);
        app.event(
                AppHomeOpenedEvent.class,
                (payload, context) -> {
                    var event = payload.getEvent();
                    // The event also comes for the messages tab, where there is nothing to draw.
                    if ("home".equals(event.getTab())) {
                        inbox.take(
                                interactionMapper.event(
                                        payload.getEventId(),
                                        HomePage.OPENED,
                                        new UserId(event.getUser())));
                    }
                    return context.ack();
                });
    }
}
