package dev.keydesk.entra;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An app registration as Entra shows it, with its secrets but never their values.
 *
 * @param objectId the id that Graph's calls take; not the client id, although both look the same
 * @param clientId the application id, with which the app signs in
 * @param signInAudience who may sign in; apps for personal accounts may hold only two secrets
 * @param tags words without blanks; the index has none
 * @param certificates only from a scan and {@link Entra#own}
 */
public record AppRegistration(
        String objectId,
        String clientId,
        String name,
        String signInAudience,
        List<String> tags,
        List<Secret> secrets,
        List<Certificate> certificates) {

    public AppRegistration {
        tags = List.copyOf(tags);
        secrets = List.copyOf(secrets);
        certificates = List.copyOf(certificates);
    }

    /**
     * Entra's limit for apps that accept personal accounts; expired secrets count too. Other apps
     * have room for hundreds.
     */
    private static final int MOST_WITH_PERSONAL_ACCOUNTS = 2;

    /** Returns whether Entra accepts no further secret until one is removed. */
    public boolean isFull() {
        return signInAudience.contains("PersonalMicrosoftAccount")
                && secrets.size() >= MOST_WITH_PERSONAL_ACCOUNTS;
    }

    /** An app with the properties that the index keeps. */
    public AppRegistration(
            String objectId,
            String clientId,
            String name,
            String signInAudience,
            List<Secret> secrets) {
        this(objectId, clientId, name, signInAudience, List.of(), secrets, List.of());
    }

    /**
     * A client secret of the app, whoever made it.
     *
     * @param keyId the portal's "Secret ID"; never the value
     * @param name its display name, or an older one in its {@code customKeyIdentifier}
     * @param hint the first characters of the value
     */
    public record Secret(
            String keyId,
            Optional<String> name,
            Optional<String> hint,
            Instant start,
            Instant end) {
        /** Describes a secret of Microsoft Entra application proxy in messages. */
        public static final String OF_APPLICATION_PROXY =
                "managed by Microsoft Entra application proxy";

        /** Returns whether Microsoft Entra application proxy manages this secret. */
        public boolean isOfApplicationProxy() {
            return isOfApplicationProxy(name);
        }

        /**
         * Returns whether a secret with this name is one of application proxy; only the name tells.
         * Entra makes them when an app is published through application proxy, makes the next one
         * before the last one expires, and needs the last three even if they have expired
         * (Microsoft's application proxy FAQ). Newer apps have federated credentials instead.
         */
        public static boolean isOfApplicationProxy(Optional<String> name) {
            return name.filter(it -> it.strip().equalsIgnoreCase("CWAP_AuthSecret")).isPresent();
        }
    }

    /**
     * A certificate with which the app may sign in. One that also signs has a second entry in
     * Entra, but is one certificate.
     *
     * @param keyId of the entry that verifies, if there are two
     * @param name usually its subject, such as {@code CN=payroll-api}, which Entra cuts at 90
     *     characters; its thumbprint in upper-case hexadecimal digits if it has no display name
     */
    public record Certificate(String keyId, Optional<String> name, Instant start, Instant end) {}
}
