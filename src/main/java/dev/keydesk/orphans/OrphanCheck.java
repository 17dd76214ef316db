package dev.keydesk.orphans;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.workflow.Versioned;

import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Decides whether a secret with Keydesk's marker belongs to a request: the request has it, or is
 * making one with that name; or Keydesk itself will still remove it; or only a newer version can
 * tell.
 */
final class OrphanCheck {
    private final Requests requests;
    private final BiPredicate<Marker, String> beingRemoved;

    /**
     * Decides from stored rows.
     *
     * @param beingRemoved whether the secret of an attempt, with a key id, is still being removed
     */
    OrphanCheck(Requests requests, BiPredicate<Marker, String> beingRemoved) {
        this.requests = requests;
        this.beingRemoved = beingRemoved;
    }

    /** Returns why the secret belongs to no request; empty if it belongs to one. */
    Optional<String> whyOrphaned(
            AppRegistration app, AppRegistration.Secret secret, Marker marker) {
        return noRequestHas(app, secret, marker)
                .filter(_ -> !beingRemoved.test(marker, secret.keyId()));
    }

    private Optional<String> noRequestHas(
            AppRegistration app, AppRegistration.Secret secret, Marker marker) {
        // A row that only a newer version can read is left to that version.
        if (requests.isLeftAlone(marker.ticket())) {
            return Optional.empty();
        }
        return requests.find(marker.ticket())
                .map(stored -> whyOrphaned(stored, app, secret, marker))
                .orElseGet(() ->
                        Optional.of("The desk knows no request %s.".formatted(marker.ticket())));
    }

    private static Optional<String> whyOrphaned(
            Versioned<SecretRequest> stored,
            AppRegistration app,
            AppRegistration.Secret secret,
            Marker marker) {
        var request = stored.state();
        if (!stored.state().details().app().objectId().equals(app.objectId())) {
            return Optional.of("%s is about another app registration.".formatted(marker.ticket()));
        }
        if (request.isMaking(marker.attempt())) {
            return Optional.empty();
        }
        var key = request.keyInEntra();
        if (key.filter(ours -> ours.keyId().equalsIgnoreCase(secret.keyId())).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                key.map(ours ->
                                "The secret that the desk made for %s is a different one, %s."
                                        .formatted(marker.ticket(), ours.keyId()))
                        .orElseGet(() -> withoutKey(request, marker)));
    }

    private static String withoutKey(SecretRequest request, Marker marker) {
        int attempts = request.attemptNumber().orElse(0);
        return marker.attempt() > attempts
                ? "As far as the desk knows, attempt %s for %s has never been made."
                        .formatted(marker.attempt(), marker.ticket())
                : "As far as the desk knows, no secret is left of %s.".formatted(marker.ticket());
    }
}
