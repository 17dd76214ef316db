package dev.keydesk.request;

import dev.keydesk.interactions.FormOutcome;
import dev.keydesk.interactions.SentForm;

/** Handles the submitted form of a request. */
final class RequestFormHandler {
    private final Submissions submissions;
    private final RequestForms forms;

    RequestFormHandler(Submissions submissions, RequestForms forms) {
        this.submissions = submissions;
        this.forms = forms;
    }

    FormOutcome sent(SentForm sent) {
        var form = form(sent);
        return switch (submissions.submit(sent.id(), sent.user(), sent.viewId(), form)) {
            case Submissions.Outcome.Mistakes(var byField) -> new FormOutcome.Mistakes(byField);
            case Submissions.Outcome.NotReplaced(var because) ->
                    new FormOutcome.Shows(forms.ordinary(form, because));
            case Submissions.Outcome.AlreadyAsked(var ticket) ->
                    new FormOutcome.Shows(RequestModal.alreadyAsked(ticket));
            case Submissions.Outcome.Sent(var ticket) ->
                    new FormOutcome.Shows(RequestModal.sent(ticket));
        };
    }

    private static RequestForm form(SentForm sent) {
        var fields = sent.fields();
        return new RequestForm(
                fields.option(RequestModal.APP),
                fields.text(RequestModal.DESCRIPTION),
                fields.option(RequestModal.LIFETIME),
                fields.text(RequestModal.REASON),
                fields.option(RequestModal.WAY),
                sent.metadata());
    }
}
