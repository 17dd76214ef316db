package dev.keydesk.entra;

import dev.keydesk.network.NetworkTrouble;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** The sentences for people about a failure of Entra: what happened, and what to do next. */
final class EntraErrorMessages {
    private final URI graph;
    private final String clientId;
    private final Supplier<Optional<String>> deskPrincipal;

    /**
     * @param deskPrincipal the object id of Keydesk's service principal, once a token has told it
     */
    EntraErrorMessages(URI graph, String clientId, Supplier<Optional<String>> deskPrincipal) {
        this.graph = graph;
        this.clientId = clientId;
        this.deskPrincipal = deskPrincipal;
    }

    String refused(GraphCallContext graphCallContext) {
        return opening(graphCallContext) + " " + advice(graphCallContext);
    }

    private static String opening(GraphCallContext graphCallContext) {
        return switch (graphCallContext.call()) {
            case Entra.ADD -> "Entra refused to add a secret, and nothing was created.";
            case Entra.REMOVE -> "Entra refused to remove the secret, and nothing was changed.";
            case Entra.READ -> "Entra refused to show this app registration.";
            case Entra.FIND_USER -> "Entra refused to look for the person by address.";
            case Entra.CHECK_GROUPS -> "Entra refused to say which groups the person is in.";
            case Entra.READ_GROUP -> "Entra refused to show the group.";
            case Entra.READ_PERMISSIONS -> "Entra refused to show the permissions of the app.";
            default -> "Entra refused to list the app registrations.";
        };
    }

    private String advice(GraphCallContext graphCallContext) {
        return switch (graphCallContext.code().orElse("")) {
            case EntraFailure.LIFETIME_REFUSED ->
                    "The app management policy of this tenant does not allow such a long lifetime."
                            + " Choose a shorter one; that needs no new approval.";
            case "CredentialTypeNotAllowedAsPerAppPolicy" ->
                    "The app management policy of this tenant forbids client secrets for this app."
                            + " Use a certificate or a federated credential, or ask an Entra"
                            + " administrator to exempt the desk from the policy.";
            case "TooManyAppPasswords" ->
                    "The app holds as many secrets as Entra allows; apps that accept personal"
                            + " accounts may hold two. Remove one that is no longer used, then try"
                            + " again.";
            case "Directory_ResourceSizeExceeded", "Directory_QuotaExceeded" ->
                    "The app registration is full. Remove secrets or certificates that are no"
                            + " longer used, then try again.";
            case "CannotUpdateLockedServicePrincipalProperty" ->
                    "The app's instance property lock forbids it. Ask the owner of the app to lift"
                            + " the lock.";
            case "Request_BadRequest" -> badRequest(graphCallContext);
            default -> adviceByStatus(graphCallContext);
        };
    }

    private static String badRequest(GraphCallContext graphCallContext) {
        return graphCallContext.call().equals(Entra.REMOVE)
                ? "It shows no such secret: either the secret is gone, or it is so new that Entra"
                        + " does not know it everywhere yet. Try again in 15 seconds."
                : "It did not understand the request (Request_BadRequest). Please report this with"
                        + " the reference.";
    }

    private String adviceByStatus(GraphCallContext graphCallContext) {
        return switch (graphCallContext.status()) {
            case 401 ->
                    "It did not accept the desk's token. Run `keydesk check` to see whether the"
                            + " desk can sign in.";
            case 403 -> forbidden(graphCallContext);
            case 404 -> notFound(graphCallContext);
            default ->
                    "Its answer was "
                            + graphCallContext.code().orElse("HTTP " + graphCallContext.status())
                            + ". Please report this with the reference.";
        };
    }

    private static String notFound(GraphCallContext graphCallContext) {
        return switch (graphCallContext.call()) {
            case Entra.ADD, Entra.REMOVE, Entra.READ ->
                    "It knows no app registration with this object id: the app was deleted, or is"
                            + " so new that Entra does not know it everywhere yet.";
            case Entra.CHECK_GROUPS ->
                    "It knows no person with this object id: the account was deleted, or is so new"
                            + " that Entra does not know it everywhere yet.";
            default ->
                    "It knows no such object: the object was deleted, or is so new that Entra does"
                            + " not know it everywhere yet.";
        };
    }

    private String forbidden(GraphCallContext graphCallContext) {
        if (graphCallContext.code().isEmpty()) {
            return "The answer has no error code of Entra, so it may come from a proxy. Ask your"
                    + " network team whether the desk may reach "
                    + graph.getHost()
                    + ".";
        }
        if (!graphCallContext.call().equals(Entra.ADD)
                && !graphCallContext.call().equals(Entra.REMOVE)) {
            return "The desk lacks a permission: ask an Entra administrator to grant it "
                    + neededFor(graphCallContext.call())
                    + " and to give admin consent.";
        }
        return "The desk is not an owner of this app registration, or lacks the permission"
                + " Application.ReadWrite.OwnedBy. Ask an Entra administrator to run `az ad app"
                + " owner add --id "
                + graphCallContext.objectId()
                + " --owner-object-id "
                + owner()
                + "`, then try again.";
    }

    private static String neededFor(String call) {
        return switch (call) {
            case Entra.FIND_USER -> "User.Read.All";
            case Entra.CHECK_GROUPS -> "GroupMember.Read.All and User.Read.All";
            case Entra.READ_GROUP -> "GroupMember.Read.All";
            default -> "Application.ReadWrite.OwnedBy";
        };
    }

    /** Before the first token the id is unknown, so the command looks it up. */
    private String owner() {
        return deskPrincipal
                .get()
                .orElse("$(az ad sp show --id " + clientId + " --query id --output tsv)");
    }

    String busy(GraphCallContext graphCallContext) {
        return graphCallContext.status() == 429
                ? "Entra asks the desk to slow down. Nothing was changed; try again in a minute."
                : "Entra is still busy with another change of this app. Nothing was changed; try"
                        + " again in a minute.";
    }

    String notAsked(Optional<NetworkTrouble> closed) {
        return "The desk could not reach "
                + graph.getHost()
                + ", so Entra was not asked and nothing was changed. "
                + closed.map(NetworkTrouble::sentence)
                        .orElse("Check the network and the proxy, then try again.");
    }

    String unsure(GraphCallContext graphCallContext, String what) {
        return switch (graphCallContext.call()) {
            case Entra.ADD ->
                    "Entra's answer was lost ("
                            + what
                            + "): it may or may not have made a secret. Look for the secret by its"
                            + " name before you ask again.";
            case Entra.REMOVE ->
                    "Entra's answer was lost ("
                            + what
                            + "): it may or may not have removed the secret. Check whether it is"
                            + " still there.";
            default -> "Entra gave no usable answer (" + what + "). Try again in a minute.";
        };
    }
}
