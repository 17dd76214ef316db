package dev.keydesk.slack;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.request.Request;

import dev.keydesk.config.UserId;
import dev.keydesk.home.HomePage;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.request.RequestForm;
import dev.keydesk.request.RequestForms;
import dev.keydesk.request.RequestModal;
import dev.keydesk.request.Submissions;

import java.util.Optional;

/** The ways to ask: the command, the shortcut, the button on the home tab, and the form. */
final class RequestHandlers {
    public static final String COMMAND = "/new-client-secret";
    public static final String SHORTCUT = "new_client_secret";

    private static final String HELP =
            """
            *%1$s* asks for a client secret of an app registration in Entra.
            • `%1$s` opens the form.
            • `%1$s payroll-api` opens it with that app chosen; a client ID or object ID works too.
            • `%1$s revoke` removes a secret that has leaked, at once; `%1$s revoke payroll-api` one of that app.
            • `%1$s help` shows this.
            Somebody else signs the request off. You then get a direct message with a button: the secret is made when you press it, and shown to you once, in Slack or behind a one-time link.\
            """
                    .formatted(COMMAND);

    private final InteractionMapper interactionMapper;
    private final BlockActions blockActions;
    private final Inbox inbox;
    private final CommandRate rate;
    private final RequestForms forms;
    private final Submissions submissions;
    private final RevokeHandlers revoke;

    RequestHandlers(
            InteractionMapper interactionMapper,
            BlockActions blockActions,
            Inbox inbox,
            CommandRate rate,
            RequestForms forms,
            Submissions submissions,
            RevokeHandlers revoke) {
        this.interactionMapper = interactionMapper;
        this.blockActions = blockActions;
        this.inbox = inbox;
        this.rate = rate;
        this.forms = forms;
        this.submissions = submissions;
        this.revoke = revoke;
    }

    void register(App app) {
        app.command(
                COMMAND,
                (request, context) -> {
                    var tooMany = rate.refusal(new UserId(request.getPayload().getUserId()));
                    if (tooMany.isPresent()) {
                        return context.ack(tooMany.get());
                    }
                    if (!inbox.first(SlackGate.fingerprint(request))) {
                        return context.ack();
                    }
                    var payload = request.getPayload();
                    var text = CommandText.of(payload);
                    if (text.asksForHelp()) {
                        return context.ack(HELP);
                    }
                    if (text.mistake().isPresent()) {
                        return context.ack(text.mistake().get());
                    }
                    var typed = text.typed();
                    var leaked = RevokeHandlers.typed(typed);
                    if (leaked.isPresent()) {
                        return revoke.open(request, context, leaked.get());
                    }
                    var by = new UserId(payload.getUserId());
                    var said = forms.open(by, payload.getTriggerId(), typed);
                    return said.isPresent() ? context.ack(said.get()) : context.ack();
                });
        app.globalShortcut(
                SHORTCUT,
                (request, context) -> {
                    var by = new UserId(request.getPayload().getUser().getId());
                    openWithoutWords(request, by, request.getPayload().getTriggerId());
                    return context.ack();
                });
        app.blockAction(
                HomePage.NEW,
                (request, context) -> {
                    var payload = request.getPayload();
                    var interaction = interactionMapper.of(request, payload);
                    if (inbox.first(interaction.id())) {
                        forms.open(interaction.user(), payload.getTriggerId(), "")
                                .ifPresent(said -> blockActions.say(interaction, payload, said));
                    }
                    return context.ack();
                });
        app.blockSuggestion(
                RequestModal.APP,
                (request, context) -> {
                    var payload = request.getPayload();
                    var typed = Optional.ofNullable(payload.getValue()).orElse("");
                    var options = forms.suggest(new UserId(payload.getUser().getId()), typed);
                    return context.ack(answer -> answer.options(options));
                });
        app.blockAction(
                RequestModal.APP,
                (request, context) -> {
                    var interaction = interactionMapper.of(request, request.getPayload());
                    var renews = FormFields.metadata(request.getPayload().getView());
                    inbox.take(interaction.withAction(RequestForms.APP_CHOSEN).withText(renews));
                    return context.ack();
                });
        app.viewSubmission(
                RequestModal.CALLBACK,
                (request, context) ->
                        switch (submit(request, request.getPayload())) {
                            case Submissions.Outcome.Mistakes(var byField) ->
                                    context.ackWithErrors(byField);
                            case Submissions.Outcome.NotReplaced(var because) ->
                                    context.ackWithUpdate(
                                            forms.ordinary(form(request.getPayload()), because));
                            case Submissions.Outcome.AlreadyAsked(var ticket) ->
                                    context.ackWithUpdate(RequestModal.alreadyAsked(ticket));
                            case Submissions.Outcome.Sent(var ticket) ->
                                    context.ackWithUpdate(RequestModal.sent(ticket));
                        });
    }

    private Submissions.Outcome submit(Request<?> request, ViewSubmissionPayload payload) {
        return submissions.submit(
                SlackGate.fingerprint(request),
                new UserId(payload.getUser().getId()),
                payload.getView().getId(),
                form(payload));
    }

    private static RequestForm form(ViewSubmissionPayload payload) {
        var fields = FormFields.of(payload.getView());
        return new RequestForm(
                fields.option(RequestModal.APP),
                fields.text(RequestModal.DESCRIPTION),
                fields.option(RequestModal.LIFETIME),
                fields.text(RequestModal.REASON),
                fields.option(RequestModal.WAY),
                FormFields.metadata(payload.getView()));
    }

    /** A shortcut's acknowledgement carries no words, so they go out as a direct message. */
    private void openWithoutWords(Request<?> request, UserId by, String triggerId) {
        if (inbox.first(SlackGate.fingerprint(request))) {
            forms.open(by, triggerId, "")
                    .ifPresent(said ->
                            inbox.takeFirst(
                                    interactionMapper.plain(request, Inbox.SAY, by, "", said)));
        }
    }
}
