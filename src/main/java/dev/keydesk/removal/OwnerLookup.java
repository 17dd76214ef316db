package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.request.AppRef;

/** Who looks after an app, which only those know who tell them that its keys end. */
public interface OwnerLookup {
    /**
     * Whether that person is an owner of the app registration in Entra, as of now.
     *
     * @throws dev.keydesk.entra.EntraFailure if Entra does not tell
     * @throws dev.keydesk.jobs.RescheduleException if Entra did not show the app this time
     */
    boolean isOwner(UserId who, AppRef app);

    /**
     * Who is told of what presses; if the way there cannot be found out, whoever hears the rest.
     *
     * @param teller knows already, and need not be called
     */
    NoticeRecipients hears(AppRef app, UserId teller);
}
