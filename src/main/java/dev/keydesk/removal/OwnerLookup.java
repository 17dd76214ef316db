package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.request.AppRef;

import java.util.Collection;
import java.util.Optional;

/**
 * Finds the people who are responsible for an app. This is an interface because the routes of the
 * reminders decide that, and the package of reminders already depends on this one.
 */
public interface OwnerLookup {
    /**
     * Returns whether the person is an owner of the app registration in Entra now.
     *
     * @throws dev.keydesk.entra.EntraFailure if Entra does not tell
     * @throws dev.keydesk.jobs.RescheduleException if Entra did not show the app this time
     */
    boolean isOwner(UserId who, AppRef app);

    /**
     * Returns who gets urgent messages; if that cannot be found out, the recipients of the others.
     *
     * @param teller knows already, and need not be mentioned
     */
    NoticeRecipients recipients(AppRef app, UserId teller);

    /**
     * Returns whether the person owns the app in Entra, or is mentioned by the route of its
     * reminders, directly or in a user group.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks to come later
     */
    boolean looksAfter(UserId who, AppRef app);

    /**
     * Returns where the team of an app is asked.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks to come later
     */
    DeliveryTarget target(AppRef app);

    /** Returns the next place for a message that could be posted in none of these. */
    Optional<Recipient> fallback(Collection<Recipient> tried);
}
