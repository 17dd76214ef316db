package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.request.AppRef;

import java.util.Collection;
import java.util.Optional;

/** Who looks after an app. Removals ask it; reminders, which stand above them, answer. */
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
    NoticeRecipients recipients(AppRef app, UserId teller);

    /**
     * Whether that person owns the app in Entra, or is called by the route of its reminders, alone
     * or in a user group.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks us to come later
     */
    boolean looksAfter(UserId who, AppRef app);

    /**
     * Where the team of an app is asked.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks us to come later
     */
    DeliveryTarget target(AppRef app);

    /** Where something is posted that can be posted in none of these places. */
    Optional<Recipient> besides(Collection<Recipient> tried);
}
