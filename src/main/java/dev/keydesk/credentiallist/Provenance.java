package dev.keydesk.credentiallist;

import dev.keydesk.expiry.Credential;
import dev.keydesk.ownership.CredentialView;
import dev.keydesk.request.IssuedSecrets;
import dev.keydesk.request.IssuedSecrets.Issued;

import java.util.List;
import java.util.Optional;

/**
 * Tells whether Keydesk made a credential, and for whom. Only Keydesk's own rows count: anybody who
 * may change an app registration can write Keydesk's marker into a display name.
 */
final class Provenance {
    private final IssuedSecrets.Known issued;

    private Provenance(IssuedSecrets.Known issued) {
        this.issued = issued;
    }

    /** Reads the rows of these credentials. */
    static Provenance of(IssuedSecrets issued, List<CredentialView> keys) {
        return new Provenance(
                issued.of(keys.stream().map(view -> view.key().app().objectId()).toList()));
    }

    /** Returns empty if the credential was not made by Keydesk. */
    Optional<Issued> of(Credential.Key key) {
        return issued.find(key.app().objectId(), key.keyId());
    }

    String inWords(Credential.Key key) {
        return of(key).map(made ->
                        "Made by the desk for %s, %s."
                                .formatted(made.requester().mention(), made.ticket()))
                .orElse("Not made by the desk.");
    }
}
