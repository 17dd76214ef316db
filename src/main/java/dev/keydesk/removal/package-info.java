/**
 * Removals of credentials from Entra, whoever made them: requested, or proposed to the team of the
 * old secret by a newer one; decided; carried out until reads show that the credential is gone; and
 * reported.
 *
 * <p>For other features:
 *
 * <ul>
 *   <li>{@link dev.keydesk.removal.Removals#ask} asks the approvers, for now or for a day;
 *   <li>{@link dev.keydesk.removal.Removals#removeNow} and {@link
 *       dev.keydesk.removal.Removals#removeOn} are for people of whom the caller knows that they
 *       may; each returns an {@link dev.keydesk.removal.RemovalRequestOutcome} with the answer to
 *       them. They ask Entra first, so they are called from jobs, such as the one that answers a
 *       click;
 *   <li>{@link dev.keydesk.removal.Removals#openFor} returns the removal in progress of a
 *       credential, and {@link dev.keydesk.removal.RemovalText#headline} its status;
 *   <li>{@link dev.keydesk.removal.Removals#newerKey} decides whether the secret that has replaced
 *       another one can still be used;
 *   <li>{@link dev.keydesk.removal.Removals#listen} adds a listener that is called within the
 *       transaction of each transition.
 * </ul>
 *
 * Certificates, Keydesk's own credentials, credentials of apps that {@code keydesk.yml} does not
 * let Keydesk serve, and secrets whose requester has not yet said whether they arrived are refused.
 */
@NullMarked
package dev.keydesk.removal;

import org.jspecify.annotations.NullMarked;
