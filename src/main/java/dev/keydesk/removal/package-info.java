/**
 * Keys are removed from Entra, whoever made them: asked for, or proposed by a newer key to the team
 * of the old one, decided, carried out until a read shows that the key is gone, and told.
 *
 * <p>For other features:
 *
 * <ul>
 *   <li>{@link dev.keydesk.removal.Removals#ask} puts a wish before those who decide, for now or
 *       for a day;
 *   <li>{@link dev.keydesk.removal.Removals#removeNow} and {@link
 *       dev.keydesk.removal.Removals#removeOn} are for persons of whom the caller knows that they
 *       may; each returns an {@link dev.keydesk.removal.RemovalRequestOutcome} with what to say to
 *       them. They look into Entra first, so they are called from jobs, such as the answer to a
 *       click;
 *   <li>{@link dev.keydesk.removal.Removals#openFor} tells of the removal of a key that is under
 *       way, and {@link dev.keydesk.removal.RemovalText#headline} where it stands;
 *   <li>{@link dev.keydesk.removal.Removals#newerKey} tells whether the key that has taken the
 *       place of another one can still be used;
 *   <li>{@link dev.keydesk.removal.Removals#listen} is for whoever shows removals elsewhere: it
 *       hears of each move within its transaction.
 * </ul>
 *
 * Refused are certificates, the desk's own keys, keys of apps that {@code keydesk.yml} does not let
 * the desk serve, and keys of a request whose requester has still to say whether they arrived.
 */
@NullMarked
package dev.keydesk.removal;

import org.jspecify.annotations.NullMarked;
