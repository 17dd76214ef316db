package dev.keydesk.sandbox.entra;

import dev.keydesk.sandbox.entra.SignInResult.Refused;

/** The errors of Microsoft's sign-in, by their numbers. */
final class Aadsts {
    private Aadsts() {}

    static Refused tenantNotFound(String tenantId) {
        return invalidRequest(
                90002,
                "Tenant '%s' not found. Check to make sure you have the correct tenant ID."
                        .formatted(tenantId));
    }

    static Refused appNotFound(String clientId, String tenantId) {
        return new Refused(
                400,
                "unauthorized_client",
                700016,
                "Application with identifier '%s' was not found in the directory '%s'."
                        .formatted(clientId, tenantId));
    }

    static Refused missing(String field) {
        return invalidRequest(
                900144,
                "The request body must contain the following parameter: '%s'.".formatted(field));
    }

    static Refused onlyPost() {
        return invalidRequest(
                900561, "The endpoint only accepts POST requests. Received another request.");
    }

    static Refused malformedAssertion() {
        return invalidRequest(50027, "JWT token is invalid or malformed.");
    }

    static Refused unsupportedGrant(String grant) {
        return new Refused(
                400,
                "unsupported_grant_type",
                70003,
                "The app requested an unsupported grant type '%s'.".formatted(grant));
    }

    static Refused badScope(String scope) {
        return new Refused(
                400,
                "invalid_scope",
                1002012,
                "The provided value for scope %s is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI)."
                        .formatted(scope));
    }

    static Refused unknownResource(String resource, String tenantId) {
        return new Refused(
                400,
                "invalid_resource",
                500011,
                "The resource principal named %s was not found in the tenant named %s."
                        .formatted(resource, tenantId));
    }

    static Refused noProof() {
        return new Refused(
                401,
                "invalid_client",
                7000216,
                "'client_assertion', 'client_secret' or 'request' is required for the"
                        + " 'client_credentials' grant type.");
    }

    static Refused expiredSecret(String clientId) {
        return new Refused(
                401,
                "invalid_client",
                7000222,
                "The provided client secret keys for app '%s' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds."
                        .formatted(clientId));
    }

    static Refused unknownSecret(String clientId) {
        return new Refused(
                401,
                "invalid_client",
                7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '%s'."
                        .formatted(clientId));
    }

    private static Refused invalidRequest(int code, String message) {
        return new Refused(400, "invalid_request", code, message);
    }
}
