package dev.keydesk.sandbox.entra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An app registration at one moment. The object id and the app id (the client id) are different
 * GUIDs, and most calls take the object id. It is immutable, so that a reader who lags behind still
 * sees the old one.
 *
 * @param permissions what it requests, granted or not
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

    /** The sign-in audience of most apps: only accounts of this tenant. */
    public static final String THIS_TENANT_ONLY = "AzureADMyOrg";

    /** Personal accounts too; such an app holds at most two secrets. */
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

    /** Returns the same with another name. */
    public Application withDisplayName(String name) {
        return copy(name, createdDateTime, signInAudience, tags, notes, owners, secrets);
    }

    /** Returns the same with another creation time. */
    public Application withCreatedDateTime(Instant createdAt) {
        return copy(displayName, createdAt, signInAudience, tags, notes, owners, secrets);
    }

    /** Returns the same with another sign-in audience. */
    public Application withSignInAudience(String audience) {
        return copy(displayName, createdDateTime, audience, tags, notes, owners, secrets);
    }

    /** Returns the same with these tags. */
    public Application withTags(String... newTags) {
        var list = List.of(newTags);
        return copy(displayName, createdDateTime, signInAudience, list, notes, owners, secrets);
    }

    /** Returns the same with these notes. */
    public Application withNotes(String text) {
        var some = Optional.of(text);
        return copy(displayName, createdDateTime, signInAudience, tags, some, owners, secrets);
    }

    /** Returns the same with one more owner, by object id of a user or a service principal. */
    public Application ownedBy(String objectId) {
        var more = new ArrayList<>(owners);
        more.add(objectId);
        return copy(displayName, createdDateTime, signInAudience, tags, notes, more, secrets);
    }

    /** Returns the same without an owner. */
    public Application withoutOwner(String objectId) {
        var fewer = owners.stream().filter(owner -> !owner.equals(objectId)).toList();
        return copy(displayName, createdDateTime, signInAudience, tags, notes, fewer, secrets);
    }

    /** Returns the same with the name of the service in the organisation's inventory. */
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

    /** Returns the same requesting exactly these permissions. */
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

    Application withCredential(SignInCertificate certificate) {
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

    Application withCredential(Secret secret) {
        var more = new ArrayList<>(secrets);
        more.add(secret);
        return copy(displayName, createdDateTime, signInAudience, tags, notes, owners, more);
    }

    Application withoutCredential(String keyId) {
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
