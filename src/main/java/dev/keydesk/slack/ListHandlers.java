package dev.keydesk.slack;

import com.slack.api.bolt.App;

import dev.keydesk.config.UserId;
import dev.keydesk.home.HomePage;
import dev.keydesk.inbox.Inbox;
import dev.keydesk.keylist.KeyLine;
import dev.keydesk.keylist.KeyLists;
import dev.keydesk.keylist.RenewButton;
import dev.keydesk.keylist.SentList;

import java.util.List;

/** The command that lists keys, and the buttons on lists and on the home tab. */
final class ListHandlers {
    static final String COMMAND = "/client-secrets";

    private static final List<String> BUTTONS =
            List.of(KeyLists.CHOSEN, KeyLists.MORE, HomePage.MORE, HomePage.BACK);

    private static final String HELP =
            """
            *%1$s* shows keys of app registrations in Entra, to you alone: client secrets and certificates, when they end, and who made them. Never a value.
            • `%1$s` shows the keys of the apps you look after.
            • `%1$s payroll-api` shows those of that app; a client ID or object ID works too.
            • `%1$s help` shows this.
            The desk's home tab shows the same, with the months ahead.\
            """
                    .formatted(COMMAND);

    private final Clicks clicks;
    private final Presses presses;
    private final Inbox inbox;
    private final CommandRate rate;
    private final RenewButton renew;

    ListHandlers(Clicks clicks, Presses presses, Inbox inbox, CommandRate rate, RenewButton renew) {
        this.clicks = clicks;
        this.presses = presses;
        this.inbox = inbox;
        this.rate = rate;
        this.renew = renew;
    }

    void register(App app) {
        app.command(
                COMMAND,
                (request, context) -> {
                    var tooMany = rate.refusal(new UserId(request.getPayload().getUserId()));
                    if (tooMany.isPresent()) {
                        return context.ack(tooMany.get());
                    }
                    var payload = request.getPayload();
                    var text = CommandText.of(payload);
                    if (text.asksForHelp()) {
                        return context.ack(HELP);
                    }
                    if (text.mistake().isPresent()) {
                        return context.ack(text.mistake().get());
                    }
                    inbox.take(clicks.command(request, KeyLists.ASKED, payload, text.typed()));
                    return context.ack();
                });
        for (var button : BUTTONS) {
            app.blockAction(
                    button,
                    (request, context) -> {
                        inbox.take(clicks.of(request, request.getPayload()));
                        return context.ack();
                    });
        }
        app.blockAction(
                SentList.ACTION,
                (request, context) -> {
                    presses.take(request, request.getPayload());
                    return context.ack();
                });
        app.blockAction(
                KeyLine.RENEW,
                (request, context) -> {
                    var payload = request.getPayload();
                    var click = clicks.of(request, payload);
                    // The form has to be opened now; the trigger is gone in three seconds.
                    if (inbox.first(click.id())) {
                        renew.open(
                                        new UserId(payload.getUser().getId()),
                                        click.subject(),
                                        payload.getTriggerId())
                                .ifPresent(said -> presses.say(click, payload, said));
                    }
                    return context.ack();
                });
    }
}
