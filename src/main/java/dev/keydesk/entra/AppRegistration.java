package dev.keydesk.entra;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An app registration as Entra shows it, with the secrets it holds but never their values.
 *
 * @param objectId what Graph's calls want; not the client id, although both look the same
 * @param clientId what people call the application id; it goes to whoever signs in
 * @param signInAudience who may sign in; apps for personal accounts may hold two secrets only
 */
public record AppRegistration(
        String objectId,
        String clientId,
        String name,
        String signInAudience,
        List<Secret> secrets) {

    public AppRegistration {
        secrets = List.copyOf(secrets);
    }

    /**
     * One client secret of the app, made by us or by anybody else.
     *
     * @param keyId what the portal calls the Secret ID; never the value
     * @param hint the first characters of the value
     */
    public record Secret(
            String keyId,
            Optional<String> name,
            Optional<String> hint,
            Instant start,
            Instant end) {}
}
