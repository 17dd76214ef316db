package dev.keydesk.slack;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.response.Response;

import dev.keydesk.config.UserId;
import dev.keydesk.interactions.FormFields;
import dev.keydesk.interactions.FormOutcome;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.SentForm;
import dev.keydesk.interactions.SlackHandlers;

import java.util.Optional;

/** Handles forms: suggestions while somebody fills one in, and submissions. */
final class FormHandlers {
    private final InteractionMapper interactionMapper;
    private final Inbox inbox;

    FormHandlers(InteractionMapper interactionMapper, Inbox inbox) {
        this.interactionMapper = interactionMapper;
        this.inbox = inbox;
    }

    void register(App app, SlackHandlers handlers) {
        handlers.suggestions()
                .forEach((field, offered) ->
                        app.blockSuggestion(
                                field,
                                (request, context) -> {
                                    var payload = request.getPayload();
                                    var typed = Optional.ofNullable(payload.getValue()).orElse("");
                                    var by = new UserId(payload.getUser().getId());
                                    var options = offered.apply(by, typed);
                                    return context.ack(answer -> answer.options(options));
                                }));
        handlers.forms()
                .forEach((callback, sent) ->
                        app.viewSubmission(
                                callback,
                                (request, context) -> {
                                    var form = form(request, request.getPayload());
                                    return answer(request, context, form, sent.apply(form));
                                }));
    }

    private static SentForm form(Request<?> request, ViewSubmissionPayload payload) {
        var view = payload.getView();
        return new SentForm(
                SlackGate.fingerprint(request),
                new UserId(payload.getUser().getId()),
                view.getId(),
                FormFields.of(view),
                FormFields.metadata(view));
    }

    private Response answer(
            Request<?> request, ViewSubmissionContext context, SentForm form, FormOutcome outcome) {
        return switch (outcome) {
            case FormOutcome.Mistakes(var byField) -> context.ackWithErrors(byField);
            case FormOutcome.Shows(var view) -> context.ackWithUpdate(view);
            case FormOutcome.Taken(var action, var subject, var text, var shows) -> {
                inbox.take(interactionMapper.plain(request, action, form.user(), subject, text));
                yield shows.map(context::ackWithUpdate).orElseGet(context::ack);
            }
        };
    }
}
