package dev.keydesk.removal;

import dev.keydesk.entra.EntraFailure;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.AuthorizationFailures;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * A key has leaked: it is removed without a second person, and everybody who has to know is told.
 * Who may is looked at again here, on fresh facts, whatever the form has offered.
 */
public final class LeakRevocation {
    public static final String REVOKE = "revoke-key";

    private static final Logger log = LoggerFactory.getLogger(LeakRevocation.class);

    private static final String GONE =
            "That key is no longer in Entra, so there is nothing to revoke.";

    private static final String NOT_SHOWN =
            "Entra does not answer, and the last scan did not see that key, so nothing was revoked."
                    + " Send the form again in a minute; if the key is in the Azure portal, you can"
                    + " also remove it there.";

    private final EntraLookup lookup;
    private final Credentials credentials;
    private final Revokers revokers;
    private final OwnerLookup ownerLookup;
    private final Removals removals;
    private final Replacement replacement;
    private final AuthorizationFailures failures;

    public LeakRevocation(
            EntraLookup lookup,
            Credentials credentials,
            Revokers revokers,
            OwnerLookup ownerLookup,
            Removals removals,
            Replacement replacement,
            AuthorizationFailures failures) {
        this.lookup = lookup;
        this.credentials = credentials;
        this.revokers = revokers;
        this.ownerLookup = ownerLookup;
        this.removals = removals;
        this.replacement = replacement;
        this.failures = failures;
    }

    /**
     * What a submitted form is about, as the click carries it.
     *
     * @param newToo whether a new one is asked for
     */
    public record Which(String objectId, String keyId, boolean newToo) {
        public String subject() {
            return "%s %s %s".formatted(objectId, keyId, newToo ? "new" : "only");
        }

        /** Text from outside; what is missing names nothing. */
        static Which of(String subject) {
            var parts = subject.split(" ", 3);
            return new Which(
                    parts[0],
                    parts.length > 1 ? parts[1] : "",
                    parts.length > 2 && parts[2].equals("new"));
        }
    }

    /** The form was sent. */
    public InteractionAnswer revoke(Interaction interaction) {
        var which = Which.of(interaction.subject());
        if (removals.isLeakWorkOf(interaction, which.objectId(), which.keyId())) {
            // A click is settled at least once; the second time finds its own work.
            return asksForNew(
                    interaction,
                    which,
                    credentials.find(which.objectId(), which.keyId()).map(Credential::key));
        }
        return switch (find(which)) {
            case Found.Key(var key) -> revoke(interaction, which, key);
            case Found.No(var because) -> InteractionAnswer.say(because);
        };
    }

    private InteractionAnswer revoke(Interaction interaction, Which which, Credential.Key key) {
        var right = revokers.right(interaction.user(), key.app());
        return revokers.because(right, interaction.user(), key)
                .map(because -> revoke(interaction, which, key, because))
                .orElseGet(() -> refuse(interaction, key, revokers.whoMay(right)));
    }

    /** Why a key is not found. */
    private sealed interface Found {
        record Key(Credential.Key key) implements Found {}

        record No(String because) implements Found {}
    }

    /**
     * As Entra shows it now; without an answer of Entra, as the last scan saw it.
     *
     * @throws RescheduleException if Entra did not show it this time, which proves nothing
     */
    private Found find(Which which) {
        try {
            return switch (lookup.secret(which.objectId(), which.keyId())) {
                case LookupResult.Found(var seen) ->
                        new Found.Key(Credential.Key.of(AppRef.of(seen.app()), seen.secret()));
                case LookupResult.Missing(var again) -> throw new RescheduleException(again);
                case LookupResult.Gone(var _) -> new Found.No(GONE);
            };
        } catch (EntraFailure unread) {
            log.warn("app {} not read: {}", which.objectId(), unread.facts());
            return remembered(which);
        }
    }

    private Found remembered(Which which) {
        return credentials
                .find(which.objectId(), which.keyId())
                .filter(Credential.Live.class::isInstance)
                .map(Credential::key)
                .filter(key -> key.kind() == Kind.SECRET)
                .<Found>map(Found.Key::new)
                .orElseGet(() -> new Found.No(NOT_SHOWN));
    }

    private InteractionAnswer revoke(
            Interaction interaction, Which which, Credential.Key key, String because) {
        var removalRequest =
                new RemovalRequest(
                        key,
                        interaction.user(),
                        RemovalCause.leaked(interaction.text().strip()),
                        Optional.of(ownerLookup.recipients(key.app(), interaction.user())),
                        Optional.empty());
        var outcome = removals.removeNow(removalRequest, because);
        return outcome instanceof RemovalRequestOutcome.Taken
                ? asksForNew(interaction, which, Optional.of(key))
                : InteractionAnswer.say(outcome.says());
    }

    private InteractionAnswer asksForNew(
            Interaction interaction, Which which, Optional<Credential.Key> key) {
        return which.newToo()
                ? key.flatMap(old -> replacement.ask(interaction, old))
                        .map(InteractionAnswer::say)
                        .orElseGet(InteractionAnswer::visibleAlready)
                : InteractionAnswer.visibleAlready();
    }

    private InteractionAnswer refuse(Interaction interaction, Credential.Key key, String because) {
        return failures.refuse(
                interaction.user(),
                "%s %s of %s".formatted(REVOKE, key.keyId(), key.app().objectId()),
                because);
    }
}
