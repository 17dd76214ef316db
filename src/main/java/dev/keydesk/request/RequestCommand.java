package dev.keydesk.request;

import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.SlackCommand;

import java.util.Optional;

/** The command that opens the form of a request. */
public final class RequestCommand implements SlackCommand.Handler {
    public static final String NAME = "/new-client-secret";

    static final String HELP =
            """
            *%1$s* requests a client secret for an app registration in Entra.
            • `%1$s` opens the form.
            • `%1$s payroll-api` opens it with that app chosen; a client ID or object ID works too.
            • `%1$s revoke` removes a leaked secret at once; `%1$s revoke payroll-api` shows those of that app.
            • `%1$s help` shows this.
            Somebody else approves the request. You then get a direct message with a button: the secret is made when you press it, and shown to you once, in Slack or behind a one-time link.\
            """
                    .formatted(NAME);

    private final Inbox inbox;
    private final RequestForms forms;

    RequestCommand(Inbox inbox, RequestForms forms) {
        this.inbox = inbox;
        this.forms = forms;
    }

    @Override
    public Optional<String> typed(SlackCommand.Typed command) {
        return inbox.first(command.interaction().id())
                ? forms.open(command.user(), command.triggerId(), command.text())
                : Optional.empty();
    }
}
