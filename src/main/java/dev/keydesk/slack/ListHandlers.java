package dev.keydesk.slack;

import com.slack.api.bolt.App;

import dev.keydesk.config.UserId;
import dev.keydesk.credentiallist.CsvExport;
import dev.keydesk.credentiallist.KeyLine;
import dev.keydesk.credentiallist.KeyLists;
import dev.keydesk.credentiallist.RenewButton;
import dev.keydesk.home.HomePage;
import dev.keydesk.interactions.Inbox;

import java.util.List;

/** The command that lists keys, and the buttons on lists and on the home tab. */
final class ListHandlers {
    static final String COMMAND = "/client-secrets";

    private static final List<String> BUTTONS =
            List.of(KeyLists.CHOSEN, KeyLists.MORE, HomePage.MORE, HomePage.BACK);

    private static final String HELP =
            """
            *%1$s* shows the credentials of app registrations in Entra, to you alone: client secrets and certificates, when they expire, and who made them. It never shows a value.
            • `%1$s` shows the credentials of the apps you look after.
            • `%1$s payroll-api` shows those of that app; a client ID or object ID works too.
            • `%1$s help` shows this.
            The desk's home tab shows the same, with the months ahead.\
            """
                    .formatted(COMMAND);

    private final InteractionMapper interactionMapper;
    private final BlockActions blockActions;
    private final Inbox inbox;
    private final CommandRate rate;
    private final RenewButton renew;

    ListHandlers(
            InteractionMapper interactionMapper,
            BlockActions blockActions,
            Inbox inbox,
            CommandRate rate,
            RenewButton renew) {
        this.interactionMapper = interactionMapper;
        this.blockActions = blockActions;
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
                    inbox.take(
                            interactionMapper.command(
                                    request, KeyLists.ASKED, payload, text.typed()));
                    return context.ack();
                });
        for (var button : BUTTONS) {
            app.blockAction(
                    button,
                    (request, context) -> {
                        inbox.take(interactionMapper.of(request, request.getPayload()));
                        return context.ack();
                    });
        }
        app.blockAction(
                CsvExport.ACTION,
                (request, context) -> {
                    blockActions.take(request, request.getPayload());
                    return context.ack();
                });
        app.blockAction(
                KeyLine.RENEW,
                (request, context) -> {
                    var payload = request.getPayload();
                    var interaction = interactionMapper.of(request, payload);
                    // The form has to be opened now; the trigger is gone in three seconds.
                    if (inbox.first(interaction.id())) {
                        renew.open(
                                        new UserId(payload.getUser().getId()),
                                        interaction.subject(),
                                        payload.getTriggerId())
                                .ifPresent(said -> blockActions.say(interaction, payload, said));
                    }
                    return context.ack();
                });
    }
}
