package dev.keydesk.sandbox.entra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An app registration at one moment. The object id and the app id (the client id) are different
 * GUIDs, and most calls want the object id. Changing one makes another, so that a reader who lags
 * behind still sees the old one.
 *
 * @param permissions what it asks for, granted or not
 */
public record Application(
        String id,
        String appId,
        String displayName,
        Instant createdDateTime,
        String signInAudience,
        List<String> tags,
        Optional<String> notes,
        Optional<String> serviceManagementReference,
        List<String> owners,
        List<Secret> secrets,
        List<SignInCertificate> certificates,
        List<RequiredPermission> permissions) {

    /** Who may sign in, for most apps: only accounts of this tenant. */
    public static final String THIS_TENANT_ONLY = "AzureADMyOrg";

    /** Also personal accounts; such an app holds no more than two secrets. */
    public static final String PERSONAL_ACCOUNTS_TOO = "AzureADandPersonalMicrosoftAccount";

    public Application {
        tags = List.copyOf(tags);
        owners = List.copyOf(owners);
        secrets = List.copyOf(secrets);
        certificates = List.copyOf(certificates);
        permissions = List.copyOf(permissions);
    }

    static Application named(String displayName, String id, String appId, Instant createdAt) {
        return new Application(
                id,
                appId,
                displayName,
                createdAt,
                THIS_TENANT_ONLY,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    public Application withDisplayName(String name) {
        return copy(name, createdDateTime, signInAudience, tags, notes, owners, secrets);
    }

    public Application withCreatedDateTime(Instant createdAt) {
        return copy(displayName, createdAt, signInAudience, tags, notes, owners, secrets);
    }

    public Application withSignInAudience(String audience) {
        return copy(displayName, createdDateTime, audience, tags, notes, owners, secrets);
    }

    public Application withTags(String... newTags) {
        var list = List.of(newTags);
        return copy(displayName, createdDateTime, signInAudience, list, notes, owners, secrets);
    }

    public Application withNotes(String text) {
        var some = Optional.of(text);
        return copy(displayName, createdDateTime, signInAudience, tags, some, owners, secrets);
    }

    /** Adds an owner by object id, of a user or of a service principal. */
    public Application ownedBy(String objectId) {
        var more = new ArrayList<>(owners);
        more.add(objectId);
        return copy(displayName, createdDateTime, signInAudience, tags, notes, more, secrets);
    }

    public Application withoutOwner(String objectId) {
        var fewer = owners.stream().filter(owner -> !owner.equals(objectId)).toList();
        return copy(displayName, createdDateTime, signInAudience, tags, notes, fewer, secrets);
    }

    /** The name of the service in the organisation's own inventory. */
    public Application withServiceManagementReference(String reference) {
        return new Application(
                id,
                appId,
                displayName,
                createdDateTime,
                signInAudience,
                tags,
                notes,
                Optional.of(reference),
                owners,
                secrets,
                certificates,
                permissions);
    }

    /** Asks for these permissions, and for no others. */
    public Application asking(RequiredPermission... asked) {
        return new Application(
                id,
                appId,
                displayName,
                createdDateTime,
                signInAudience,
                tags,
                notes,
                serviceManagementReference,
                owners,
                secrets,
                certificates,
                List.of(asked));
    }

    Application with(SignInCertificate certificate) {
        var more = new ArrayList<>(certificates);
        more.add(certificate);
        return withCertificates(more);
    }

    Application withoutCertificate(String keyId) {
        return withCertificates(
                certificates.stream().filter(it -> !it.keyId().equals(keyId)).toList());
    }

    private Application withCertificates(List<SignInCertificate> all) {
        return new Application(
                id,
                appId,
                displayName,
                createdDateTime,
                signInAudience,
                tags,
                notes,
                serviceManagementReference,
                owners,
                secrets,
                all,
                permissions);
    }

    Application with(Secret secret) {
        var more = new ArrayList<>(secrets);
        more.add(secret);
        return copy(displayName, createdDateTime, signInAudience, tags, notes, owners, more);
    }

    Application without(String keyId) {
        var fewer = secrets.stream().filter(secret -> !secret.keyId().equals(keyId)).toList();
        return copy(displayName, createdDateTime, signInAudience, tags, notes, owners, fewer);
    }

    Optional<Secret> secret(String keyId) {
        return secrets.stream().filter(secret -> secret.keyId().equals(keyId)).findFirst();
    }

    boolean allowsPersonalAccounts() {
        return signInAudience.contains("PersonalMicrosoftAccount");
    }

    private Application copy(
            String name,
            Instant createdAt,
            String audience,
            List<String> newTags,
            Optional<String> newNotes,
            List<String> newOwners,
            List<Secret> newSecrets) {
        return new Application(
                id,
                appId,
                name,
                createdAt,
                audience,
                newTags,
                newNotes,
                serviceManagementReference,
                newOwners,
                newSecrets,
                certificates,
                permissions);
    }
}
