package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.decision.Verdict;
import dev.keydesk.expiry.Credential;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;

import java.util.Optional;

/**
 * Decides who may have a leaked secret removed without a second person: a leak cannot wait, and a
 * missing secret does less harm than a leaked one.
 */
final class Revokers {
    private final Policy policy;
    private final PrincipalResolver principals;
    private final Requests requests;
    private final OwnerLookup ownerLookup;

    Revokers(
            Policy policy,
            PrincipalResolver principals,
            Requests requests,
            OwnerLookup ownerLookup) {
        this.policy = policy;
        this.principals = principals;
        this.requests = requests;
        this.ownerLookup = ownerLookup;
    }

    /** What a person may do with the secrets of an app. */
    sealed interface Right {
        /**
         * May revoke each of them.
         *
         * @param because as a sentence
         */
        record All(String because) implements Right {}

        /** May revoke those that Keydesk handed to them. */
        record OwnOnes() implements Right {}

        /** May revoke none. */
        record None(String because) implements Right {}
    }

    /**
     * Asks Slack, and Entra if needed.
     *
     * @throws dev.keydesk.entra.EntraFailure if Entra does not tell who owns the app; in doubt
     *     nobody may
     */
    Right right(UserId who, AppRef app) {
        var asMember = policy.asMember(principals.asMember(who));
        if (asMember.isPresent()) {
            return new Right.None(asMember.get());
        }
        if (policy.decideAlone(principals.forDeciding(who))
                instanceof Verdict.Allowed(var because)) {
            return new Right.All(because);
        }
        return ownerLookup.isOwner(who, app)
                ? new Right.All("They are an owner of the app registration.")
                : new Right.OwnOnes();
    }

    /** Returns why the person may revoke the secret, as a sentence; empty if they may not. */
    Optional<String> because(Right right, UserId who, Credential.Key key) {
        return switch (right) {
            case Right.All(var because) -> Optional.of(because);
            case Right.OwnOnes() -> handedTo(who, key);
            case Right.None _ -> Optional.empty();
        };
    }

    private Optional<String> handedTo(UserId who, Credential.Key key) {
        return key.name()
                .flatMap(Marker::endOf)
                .flatMap(marker -> requests.find(marker.ticket()))
                .filter(stored -> stored.state().details().requester().equals(who))
                .filter(stored -> has(stored.state(), key))
                .map(stored ->
                        "They got the secret from the desk for %s."
                                .formatted(stored.state().ticket()));
    }

    private static boolean has(SecretRequest request, Credential.Key key) {
        return request.details().app().objectId().equals(key.app().objectId())
                && request.keyInEntra()
                        .filter(made -> made.keyId().equalsIgnoreCase(key.keyId()))
                        .isPresent();
    }

    /** Returns who may, for a person who may not. */
    String whoMay(Right right) {
        return switch (right) {
            case Right.None(var because) -> because + " Nothing was changed.";
            case Right.All _, Right.OwnOnes _ ->
                    "Only the person who got the secret from the desk, an owner of its app registration, or %s can revoke it. Nothing was changed. Tell one of them at once."
                            .formatted(policy.whoDecides());
        };
    }
}
