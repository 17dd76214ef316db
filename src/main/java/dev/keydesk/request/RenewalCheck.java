package dev.keydesk.request;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.Versioned;

import java.util.Optional;

/**
 * Decides whether a request may replace a secret: the secret must exist, and nobody else renews it.
 */
public final class RenewalCheck {
    private static final String GO_ON =
            " With this form you can still request a separate secret, which replaces nothing.";

    private static final String OF_APPLICATION_PROXY =
            "The secret you want to renew is %s, which renews it by itself.%s"
                    .formatted(Secret.OF_APPLICATION_PROXY, GO_ON);

    private static final String GONE =
            "The secret you want to renew is no longer in Entra, so there is nothing to replace."
                    + GO_ON;

    private final RenewalReservations rows;
    private final Requests requests;

    public RenewalCheck(Db db, Requests requests) {
        this.rows = new RenewalReservations(db);
        this.requests = requests;
    }

    /** The result of the check. */
    sealed interface Found {
        record Free(PreviousSecret old) implements Found {}

        /** The secret cannot be replaced; the sentence is for the person. */
        record NotFree(String because) implements Found {}
    }

    /** Checks without reserving. */
    Found look(AppRegistration app, String keyId) {
        if (secret(app, keyId).filter(PreviousSecret::isOfApplicationProxy).isPresent()) {
            return new Found.NotFree(OF_APPLICATION_PROXY);
        }
        return secret(app, keyId)
                .<Found>map(old ->
                        findRenewal(app.objectId(), keyId)
                                .<Found>map(first -> new Found.NotFree(taken(old, first)))
                                .orElseGet(() -> new Found.Free(old)))
                .orElseGet(() -> new Found.NotFree(GONE));
    }

    /**
     * Reserves the secret for the request; returns false, and changes nothing, if another request
     * has reserved it.
     */
    boolean take(Tx tx, RequestDetails details, PreviousSecret old) {
        return rows.take(tx, details.app(), old, details.ticket());
    }

    /**
     * Makes a secret renewable again because the new secret of that request is lost. Does nothing
     * while the request may still produce another one.
     */
    public void free(Tx tx, Ticket ticket) {
        rows.free(tx, ticket);
    }

    /** Returns the request that renews the secret, unless it ended without a new one. */
    public Optional<Versioned<SecretRequest>> findRenewal(String app, String keyId) {
        return rows.holder(app, keyId).flatMap(requests::find);
    }

    static Optional<PreviousSecret> secret(AppRegistration app, String keyId) {
        return app.secrets().stream()
                .filter(secret -> secret.keyId().equalsIgnoreCase(keyId))
                .findFirst()
                .map(PreviousSecret::of);
    }

    private static String taken(PreviousSecret old, Versioned<SecretRequest> first) {
        return "%s has already asked to renew %s, as %s. %s No second request was made.%s"
                .formatted(
                        first.state().details().requester().mention(),
                        old.label(),
                        first.state().ticket(),
                        StatusText.of(first.state()),
                        GO_ON);
    }
}
