package dev.keydesk.removal;

import dev.keydesk.decision.AuthorizationFailures;
import dev.keydesk.expiry.Credential;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;

import java.util.Optional;

/**
 * Revokes a leaked secret: it is removed without a second person, and everybody who must know is
 * told. The permission is checked again here, with fresh facts, whatever the form offered.
 */
public final class LeakRevocation {
    public static final String REVOKE = "revoke-key";

    private final LeakedSecretLookup secrets;
    private final Revokers revokers;
    private final OwnerLookup ownerLookup;
    private final Removals removals;
    private final Replacement replacement;
    private final AuthorizationFailures failures;

    LeakRevocation(
            LeakedSecretLookup secrets,
            Revokers revokers,
            OwnerLookup ownerLookup,
            Removals removals,
            Replacement replacement,
            AuthorizationFailures failures) {
        this.secrets = secrets;
        this.revokers = revokers;
        this.ownerLookup = ownerLookup;
        this.removals = removals;
        this.replacement = replacement;
        this.failures = failures;
    }

    /**
     * The subject of a submitted form, as the click carries it.
     *
     * @param newToo whether a new secret is requested
     */
    public record Which(String objectId, String keyId, boolean newToo) {
        /** Returns the text for the click. */
        public String subject() {
            return "%s %s %s".formatted(objectId, keyId, newToo ? "new" : "only");
        }

        /** Parses text from outside; missing parts are empty and match nothing. */
        static Which of(String subject) {
            var parts = subject.split(" ", 3);
            return new Which(
                    parts[0],
                    parts.length > 1 ? parts[1] : "",
                    parts.length > 2 && parts[2].equals("new"));
        }
    }

    /** Handles the submitted form. */
    public InteractionAnswer revoke(Interaction interaction) {
        var which = Which.of(interaction.subject());
        if (removals.isLeakWorkOf(interaction, which.objectId(), which.keyId())) {
            // A click is handled at least once; the second time finds the work of the first.
            return asksForNew(interaction, which, secrets.ofLastScan(which));
        }
        return switch (secrets.find(which)) {
            case LeakedSecretLookup.Found.Key(var key) -> revoke(interaction, which, key);
            case LeakedSecretLookup.Found.No(var because) -> InteractionAnswer.say(because);
        };
    }

    private InteractionAnswer revoke(Interaction interaction, Which which, Credential.Key key) {
        var right = revokers.right(interaction.user(), key.app());
        return revokers.because(right, interaction.user(), key)
                .map(because -> revoke(interaction, which, key, because))
                .orElseGet(() -> refuse(interaction, key, revokers.whoMay(right)));
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
