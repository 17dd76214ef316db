package dev.keydesk.slack;

import com.slack.api.bolt.App;
import com.slack.api.model.event.AppHomeOpenedEvent;

import dev.keydesk.config.UserId;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.platform.Messaging;

import java.time.InstantSource;

/** Registers with Bolt what the features take from Slack. */
public final class SlackSurface {
    private SlackSurface() {}

    /**
     * Registers every handler; names are matched exactly, because Bolt's patterns have no order.
     *
     * @param messaging with the handlers of all features
     * @param commandsPerMinute how many commands of one person a node accepts in a minute
     */
    public static void register(
            App app, Messaging messaging, int commandsPerMinute, InstantSource clock) {
        var handlers = messaging.handlers();
        var inbox = messaging.inbox();
        var interactionMapper = new InteractionMapper(clock, messaging.liveMessages()::pressed);
        new CommandHandlers(interactionMapper, new CommandRate(commandsPerMinute, clock))
                .register(app, handlers);
        new ButtonHandlers(interactionMapper, inbox, new HomeAnswers(messaging.chat()))
                .register(app, handlers);
        new FormHandlers(interactionMapper, inbox).register(app, handlers);
        handlers.homeTab().ifPresent(action -> homeTab(app, interactionMapper, inbox, action));
    }

    private static void homeTab(
            App app, InteractionMapper interactionMapper, Inbox inbox, String action) {
        app.event(
                AppHomeOpenedEvent.class,
                (payload, context) -> {
                    var event = payload.getEvent();
                    // The event also comes for the Messages tab, which has nothing to render.
                    if ("home".equals(event.getTab())) {
                        var by = new UserId(event.getUser());
                        inbox.take(interactionMapper.event(payload.getEventId(), action, by));
                    }
                    return context.ack();
                });
    }
}
