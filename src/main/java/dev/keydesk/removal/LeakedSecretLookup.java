package dev.keydesk.removal;

import dev.keydesk.entra.EntraFailure;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.request.AppRef;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/** Finds a leaked client secret, even while Entra does not answer. */
final class LeakedSecretLookup {
    private static final Logger log = LoggerFactory.getLogger(LeakedSecretLookup.class);

    private static final String GONE =
            "That secret is no longer in Entra, so there is nothing to revoke.";

    private static final String NOT_SHOWN =
            "Entra does not answer, and the last scan did not see that secret, so nothing was"
                + " revoked. Send the form again in a minute; if the secret is in the Azure portal,"
                + " you can also remove it there.";

    private final EntraLookup lookup;
    private final Credentials credentials;

    LeakedSecretLookup(EntraLookup lookup, Credentials credentials) {
        this.lookup = lookup;
        this.credentials = credentials;
    }

    /** The result. */
    sealed interface Found {
        record Key(Credential.Key key) implements Found {}

        /**
         * There is no secret that can be revoked.
         *
         * @param because a sentence for the person
         */
        record No(String because) implements Found {}
    }

    /**
     * Returns the secret as Entra shows it now or, if Entra does not answer, as the last scan saw
     * it.
     *
     * @throws RescheduleException if Entra did not show it this time, which proves nothing
     */
    Found find(LeakRevocation.Which which) {
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

    private Found remembered(LeakRevocation.Which which) {
        return credentials
                .find(which.objectId(), which.keyId())
                .filter(Credential.Live.class::isInstance)
                .map(Credential::key)
                .filter(key -> key.kind() == Kind.SECRET)
                .<Found>map(Found.Key::new)
                .orElseGet(() -> new Found.No(NOT_SHOWN));
    }

    /** Returns the secret as the last scan saw it, whether it still exists or not. */
    Optional<Credential.Key> ofLastScan(LeakRevocation.Which which) {
        return credentials.find(which.objectId(), which.keyId()).map(Credential::key);
    }
}
