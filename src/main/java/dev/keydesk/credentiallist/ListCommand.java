package dev.keydesk.credentiallist;

import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.SlackCommand;

import java.util.Optional;

/** The command {@code /client-secrets}. */
final class ListCommand implements SlackCommand.Handler {
    static final String NAME = "/client-secrets";

    static final String HELP =
            """
            *%1$s* shows the credentials of app registrations in Entra, to you alone: client secrets and certificates, when they expire, and who made them. It never shows a value.
            • `%1$s` shows the credentials of the apps you look after.
            • `%1$s payroll-api` shows those of that app; a client ID or object ID works too.
            • `%1$s help` shows this.
            The desk's home tab shows the same, with the months ahead.\
            """
                    .formatted(NAME);

    private final Inbox inbox;

    ListCommand(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Optional<String> typed(SlackCommand.Typed command) {
        inbox.take(command.interaction().withAction(KeyLists.ASKED));
        return Optional.empty();
    }
}
