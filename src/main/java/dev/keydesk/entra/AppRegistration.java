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
 * @param tags words without blanks that somebody gave the app; none where the index is asked
 * @param certificates only a scan and {@link Entra#own} ask for them
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
     * Entra's limit for apps that accept personal accounts; ended secrets count too. Others have
     * room for hundreds.
     */
    private static final int MOST_WITH_PERSONAL_ACCOUNTS = 2;

    /** Whether Entra takes no further secret until one is removed. */
    public boolean isFull() {
        return signInAudience.contains("PersonalMicrosoftAccount")
                && secrets.size() >= MOST_WITH_PERSONAL_ACCOUNTS;
    }

    /** As far as the index of the modal remembers it. */
    public AppRegistration(
            String objectId,
            String clientId,
            String name,
            String signInAudience,
            List<Secret> secrets) {
        this(objectId, clientId, name, signInAudience, List.of(), secrets, List.of());
    }

    /**
     * One client secret of the app, made by us or by anybody else.
     *
     * @param keyId what the portal calls the Secret ID; never the value
     * @param name its display name, or the older one in its {@code customKeyIdentifier}
     * @param hint the first characters of the value
     */
    public record Secret(
            String keyId,
            Optional<String> name,
            Optional<String> hint,
            Instant start,
            Instant end) {
        /** What a secret of Microsoft Entra application proxy is, for those who see it. */
        public static final String OF_APPLICATION_PROXY =
                "managed by Microsoft Entra application proxy";

        /** Whether it is one of those that Microsoft Entra application proxy makes. */
        public boolean isOfApplicationProxy() {
            return isOfApplicationProxy(name);
        }

        /**
         * The same of a secret with that name, by which alone they are known. Entra makes them when
         * an app is published through application proxy, makes the next one before the last one
         * ends, and needs the last three even if they have expired (Microsoft's application proxy
         * FAQ). Newer apps have federated credentials instead.
         */
        public static boolean isOfApplicationProxy(Optional<String> name) {
            return name.filter(it -> it.strip().equalsIgnoreCase("CWAP_AuthSecret")).isPresent();
        }
    }

    /**
     * One certificate the app may sign in with. One that also signs has a second entry in Entra,
     * which is no other certificate.
     *
     * @param keyId of the entry that verifies, if there are two
     * @param name usually its subject, such as {@code CN=payroll-api}, which Entra cuts at 90
     *     characters; its thumbprint in capital hexadecimal digits if it has no display name
     */
    public record Certificate(String keyId, Optional<String> name, Instant start, Instant end) {}
}
