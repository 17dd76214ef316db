package dev.keydesk.removal;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.keychange.RemovalCommand;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.workflow.Versioned;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/** Decides which credentials Keydesk does not remove, whoever asks. */
final class RemovalPreconditions {
    private static final Logger log = LoggerFactory.getLogger(RemovalPreconditions.class);

    private final Policy policy;
    private final Requests requests;
    private final Entra entra;
    private final EntraLookup lookup;
    private final NewerKey newerKey;

    RemovalPreconditions(
            Policy policy, Requests requests, Entra entra, EntraLookup lookup, NewerKey newerKey) {
        this.policy = policy;
        this.requests = requests;
        this.entra = entra;
        this.lookup = lookup;
        this.newerKey = newerKey;
    }

    /** Checks stored facts; Entra is not asked. */
    Optional<String> standing(Credential.Key key) {
        return certificate(key)
                .or(() -> ofApplicationProxy(key))
                .or(() -> own(key))
                .or(() -> notServed(key))
                .or(() -> inHand(key));
    }

    private static Optional<String> certificate(Credential.Key key) {
        return key.kind() == Kind.SECRET
                ? Optional.empty()
                : Optional.of(
                        "The desk removes client secrets only, and this is a certificate. Remove it"
                                + " in the Azure portal, under Certificates & secrets of the app"
                                + " registration. Nothing was changed.");
    }

    private static Optional<String> ofApplicationProxy(Credential.Key key) {
        return key.isOfApplicationProxy()
                ? Optional.of(
                        "This secret is %s, which renews it by itself. Without it nobody could sign in to the app through the proxy, so the desk does not remove it. Nothing was changed."
                                .formatted(Secret.OF_APPLICATION_PROXY))
                : Optional.empty();
    }

    /** Without its own credential Keydesk could not work. */
    private Optional<String> own(Credential.Key key) {
        return key.app().clientId().equalsIgnoreCase(entra.ownClientId())
                ? Optional.of(
                        "This is a secret of the desk's own app registration, and the desk never"
                                + " removes one of those: it may sign in with it. The operators can"
                                + " remove it in the Azure portal. Nothing was changed.")
                : Optional.empty();
    }

    private Optional<String> notServed(Credential.Key key) {
        if (policy.serves(key.app())) {
            return Optional.empty();
        }
        return Optional.of(
                "keydesk.yml does not let the desk serve %s, so it does not remove its secrets.%s Nothing was changed."
                        .formatted(RemovalText.app(key), byHand(key)));
    }

    /** Returns advice with the command for a person who may remove it by hand. */
    static String byHand(Credential.Key key) {
        return RemovalCommand.of(key.app().clientId(), key.keyId())
                .map(line -> " An administrator can: %s.".formatted(Mrkdwn.code(line)))
                .orElse(" An administrator can, in the Azure portal.");
    }

    /** The request's own buttons remove such a secret, and then let it be picked up again. */
    private Optional<String> inHand(Credential.Key key) {
        return key.name()
                .flatMap(Marker::endOf)
                .flatMap(marker ->
                        requests.find(marker.ticket())
                                .filter(stored -> isAbout(stored, key))
                                .flatMap(stored -> inHand(stored.state(), marker, key)));
    }

    private static boolean isAbout(Versioned<SecretRequest> stored, Credential.Key key) {
        return stored.state().details().app().objectId().equals(key.app().objectId());
    }

    private static Optional<String> inHand(
            SecretRequest request, Marker marker, Credential.Key key) {
        boolean isItsKey =
                request.keyInEntra()
                        .filter(made -> made.keyId().equalsIgnoreCase(key.keyId()))
                        .isPresent();
        return switch (request) {
            case SecretRequest.Minting _, SecretRequest.Doubtful _ ->
                    request.isMaking(marker.attempt())
                            ? Optional.of(
                                    "The desk is making a secret for %s at this moment, and removes it by itself if nobody could read it. Nothing was changed. Try again in some minutes."
                                            .formatted(marker.ticket()))
                            : Optional.empty();
            case SecretRequest.TakingBack _ ->
                    isItsKey
                            ? Optional.of(
                                    "The desk is already removing this secret, for %s. Nothing was changed."
                                            .formatted(marker.ticket()))
                            : Optional.empty();
            case SecretRequest.HandedOver _, SecretRequest.NeedsPerson _ ->
                    isItsKey ? Optional.of(stillOpen(request)) : Optional.empty();
            case SecretRequest.Waiting _,
                    SecretRequest.Approved _,
                    SecretRequest.Done _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    Optional.empty();
        };
    }

    private static String stillOpen(SecretRequest request) {
        return "This secret was just handed over for %s, and %s has not said yet whether it arrived. Nothing was changed. *I did not get it*, on the desk's message about %s, removes it."
                .formatted(
                        request.ticket(),
                        request.details().requester().mention(),
                        request.ticket());
    }

    /**
     * Checks whether the secret exists. If Entra does not answer, what the scan saw counts, because
     * the removal looks again.
     *
     * @throws RescheduleException if Entra did not show it this time, which proves nothing
     */
    Optional<String> nothingThere(Credential.Key key) {
        try {
            return switch (lookup.secret(key.app().objectId(), key.keyId())) {
                case LookupResult.Found(var _) -> Optional.empty();
                case LookupResult.Missing(var again) -> throw new RescheduleException(again);
                case LookupResult.Gone(var withItsApp) ->
                        Optional.of(
                                withItsApp
                                        ? "Entra says that the app registration no longer exists,"
                                              + " and its secrets went with it. There is nothing to"
                                              + " remove."
                                        : "The secret is no longer in Entra, so there is nothing to"
                                                + " remove.");
            };
        } catch (EntraFailure unread) {
            log.info("app {} not read: {}", key.app().objectId(), unread.facts());
            return Optional.empty();
        }
    }

    /**
     * Checks whether the newer secret that should replace it exists. If Entra does not answer, the
     * person's word counts; a planned removal is checked again on its day.
     *
     * @throws RescheduleException if Entra did not show it this time, which proves nothing
     */
    Optional<String> stillNeeded(RemovalRequest removalRequest) {
        try {
            return newerKey.missing(removalRequest.credential().app(), removalRequest.cause());
        } catch (EntraFailure unread) {
            log.info(
                    "app {} not read: {}",
                    removalRequest.credential().app().objectId(),
                    unread.facts());
            return Optional.empty();
        }
    }
}
