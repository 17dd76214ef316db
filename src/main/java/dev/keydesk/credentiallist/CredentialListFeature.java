package dev.keydesk.credentiallist;

import dev.keydesk.expiry.Credentials;
import dev.keydesk.ownership.ResponsibleApps;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.reminder.ReminderFeature;
import dev.keydesk.request.AppSearch;
import dev.keydesk.request.RequestFeature;

/**
 * The command {@code /client-secrets}: lists the credentials of one app, or of all apps for which a
 * person is responsible.
 */
public final class CredentialListFeature {
    private final KeyLine line;

    /** Creates the parts and registers them. */
    public CredentialListFeature(
            Platform platform,
            Messaging messaging,
            RequestFeature request,
            ResponsibleApps responsibleApps,
            Credentials credentials,
            ReminderFeature reminder) {
        var access = request.access();
        this.line = new KeyLine(access.policy());
        var visibility =
                new KeyVisibility(
                        access.principals(),
                        access.policy(),
                        responsibleApps,
                        credentials,
                        request.apps().search(),
                        reminder.zone());
        new KeyLists(platform, messaging, visibility, responsibleApps, credentials, line)
                .register();
        var export = new CsvExport(platform, messaging.chat(), visibility, responsibleApps);
        var renew = new RenewButton(credentials, reminder.renewals());
        var handlers = messaging.handlers();
        handlers.command(
                ListCommand.NAME,
                ListCommand.HELP,
                AppSearch::tooLong,
                new ListCommand(messaging.inbox()));
        handlers.button(CsvExport.ACTION, export::send);
        handlers.opens(
                KeyLine.RENEW,
                press -> renew.open(press.user(), press.subject(), press.triggerId()));
    }

    /** Returns the renderer of one credential. */
    public KeyLine line() {
        return line;
    }
}
