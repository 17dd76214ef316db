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
     * @param hint the first characters of the value
     */
    public record Secret(
            String keyId,
            Optional<String> name,
            Optional<String> hint,
            Instant start,
            Instant end) {}

    /**
     * One certificate the app may sign in with.
     *
     * @param name usually its subject, such as {@code CN=payroll-api}; Entra cuts it at 90
     *     characters
     */
    public record Certificate(String keyId, Optional<String> name, Instant start, Instant end) {}
}
