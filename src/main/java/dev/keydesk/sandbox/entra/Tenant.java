package dev.keydesk.sandbox.entra;

import dev.keydesk.config.SecretText;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * An organisation's directory as an administrator sees it in the portal: apps, their secrets,
 * people, and permissions. What is set up here exists as if it always had; what is done "by hand"
 * happens now, and Graph's readers see it with the usual delay. Thread-safe.
 */
public final class Tenant {
    private final String tenantId;
    private final InstantSource clock;
    private final AppDirectory appDirectory;
    private final SecretValues values;
    private final Set<SecretText> minted = new LinkedHashSet<>();
    private final Map<String, User> users = new ConcurrentSkipListMap<>();
    private final Map<String, Group> groups = new ConcurrentSkipListMap<>();
    private final Map<String, ServicePrincipal> servicePrincipals = new ConcurrentSkipListMap<>();
    private final List<Grant> grants = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile SecretPolicy policy = SecretPolicy.none();
    private volatile Optional<String> deskAppId = Optional.empty();

    /** Has random ids. */
    public Tenant(String tenantId, InstantSource clock) {
        this(tenantId, clock, new SecureRandom());
    }

    /** With a seeded generator the same actions get the same ids and values again. */
    public Tenant(String tenantId, InstantSource clock, RandomGenerator random) {
        this.tenantId = tenantId;
        this.clock = clock;
        this.appDirectory = new AppDirectory(clock);
        this.values = new SecretValues(random);
    }

    public String tenantId() {
        return tenantId;
    }

    /** Adds an app. */
    public Application app(String displayName) {
        return app(displayName, app -> app);
    }

    /**
     * Adds an app with details, for example {@code app("payroll-api", app ->
     * app.ownedBy(bob.id()).withTags("tier-1"))}.
     */
    public Application app(String displayName, UnaryOperator<Application> details) {
        var longAgo = clock.instant().minus(Duration.ofDays(400));
        var bare = Application.named(displayName, freshId(), freshId(), longAgo);
        var app = details.apply(bare);
        appDirectory.add(app);
        changed();
        return app;
    }

    /** Returns the app as it is now, without any delay. */
    public Application application(String objectId) {
        return appDirectory.latest(objectId);
    }

    /** Returns every app as it is now, in the order in which they were made. */
    public List<Application> applications() {
        return appDirectory.applications(clock.instant());
    }

    /** Changes an app by hand, for example {@code app -> app.withoutOwner(desk.id())}. */
    public void change(String objectId, UnaryOperator<Application> change) {
        appDirectory.change(objectId, change);
        changed();
    }

    /** Renames an app by hand. */
    public void rename(String objectId, String displayName) {
        change(objectId, app -> app.withDisplayName(displayName));
    }

    /** Deletes an app. */
    public void delete(String objectId) {
        appDirectory.delete(objectId);
        changed();
    }

    /** Adds a secret that has existed for longer than any delay. */
    public Secret existingSecret(String objectId, String displayName, Instant start, Instant end) {
        var secret = make(displayName, start, end, values.fresh());
        bringBack(objectId, secret);
        return secret;
    }

    /**
     * Adds a secret from the time in which names were written as bytes: it has no display name.
     *
     * @param identifier its {@code customKeyIdentifier}
     */
    public Secret existingSecret(String objectId, byte[] identifier, Instant start, Instant end) {
        var inBase64 = Base64.getEncoder().encodeToString(identifier);
        var secret = make("", start, end, values.fresh()).identifiedBy(inBase64);
        bringBack(objectId, secret);
        return secret;
    }

    /** Restores a secret, as after an app was restored from the recycle bin. */
    public void bringBack(String objectId, Secret secret) {
        appDirectory.rewrite(objectId, app -> app.withCredential(secret));
        changed();
    }

    /** Adds a secret in the portal now. */
    public Secret addSecretByHand(String objectId, String displayName, Instant start, Instant end) {
        var secret = make(displayName, start, end, values.fresh());
        appDirectory.changeCredentials(objectId, app -> app.withCredential(secret));
        changed();
        return secret;
    }

    /** Removes a secret in the portal now. */
    public void removeByHand(String objectId, String keyId) {
        appDirectory.changeCredentials(objectId, app -> app.withoutCredential(keyId));
        changed();
    }

    /** Changes the expiry of a secret, as if it had always been so. */
    public void moveEnd(String objectId, String keyId, Instant end) {
        appDirectory.rewrite(
                objectId,
                app ->
                        app.secret(keyId)
                                .map(old ->
                                        app.withoutCredential(keyId)
                                                .withCredential(old.endingAt(ticks(end))))
                                .orElse(app));
        changed();
    }

    /** Adds a certificate that has existed for longer than any delay. */
    public SignInCertificate existingCertificate(
            String objectId, String displayName, Instant start, Instant end) {
        var certificate = certificate(displayName, start, end);
        appDirectory.rewrite(objectId, app -> app.withCredential(certificate));
        changed();
        return certificate;
    }

    /** Adds a second entry, with another id, for a certificate with which the app also signs. */
    public SignInCertificate alsoSigns(String objectId, SignInCertificate certificate) {
        var signs =
                new SignInCertificate(
                        freshId(),
                        certificate.displayName(),
                        "Sign",
                        certificate.thumbprint(),
                        certificate.start(),
                        certificate.end());
        appDirectory.rewrite(objectId, app -> app.withCredential(signs));
        changed();
        return signs;
    }

    /** Uploads a certificate in the portal now. */
    public SignInCertificate addCertificateByHand(
            String objectId, String displayName, Instant start, Instant end) {
        var certificate = certificate(displayName, start, end);
        appDirectory.changeCredentials(objectId, app -> app.withCredential(certificate));
        changed();
        return certificate;
    }

    /** Removes a certificate in the portal now. */
    public void removeCertificateByHand(String objectId, String keyId) {
        appDirectory.changeCredentials(objectId, app -> app.withoutCertificate(keyId));
        changed();
    }

    private SignInCertificate certificate(String displayName, Instant start, Instant end) {
        return appDirectory.exclusively(() ->
                new SignInCertificate(
                        values.freshId(),
                        displayName,
                        "Verify",
                        values.thumbprint(),
                        ticks(start),
                        ticks(end)));
    }

    /** Returns the secrets that the app has now, without any delay. */
    public List<Secret> secretsOf(String objectId) {
        return appDirectory.latest(objectId).secrets();
    }

    /** Returns the value of a secret, which the real Entra never shows again. */
    public SecretText valueOf(String keyId) {
        return appDirectory
                .exclusively(() -> values.of(keyId))
                .orElseThrow(() -> new IllegalArgumentException("no key with id " + keyId));
    }

    /**
     * Returns every value that addPassword ever made, including those nobody received; for leak
     * checks.
     */
    public Set<SecretText> mintedValues() {
        return appDirectory.exclusively(() -> new LinkedHashSet<>(minted));
    }

    /** Adds a person whose mail address is their user principal name. */
    public User user(String displayName, String mail) {
        return user(displayName, mail, mail);
    }

    /** Adds a person whose mail address is not their user principal name. */
    public User user(String displayName, String mail, String userPrincipalName) {
        var user = User.member(freshId(), displayName, mail, userPrincipalName);
        users.put(user.id(), user);
        changed();
        return user;
    }

    /** Adds an address to a person's mailbox. */
    public void alsoReachedAt(User user, String proxyAddress) {
        changeUser(user.id(), now -> now.withProxyAddress(proxyAddress));
    }

    /** Changes a person, for example {@code User::disabled}. */
    public void changeUser(String id, UnaryOperator<User> change) {
        users.computeIfPresent(id, (_, now) -> change.apply(now));
        changed();
    }

    /** Deletes a person. */
    public void deleteUser(String id) {
        users.remove(id);
        changed();
    }

    /** Returns everybody. */
    public List<User> users() {
        return List.copyOf(users.values());
    }

    /**
     * Adds a group.
     *
     * @param members object ids of people and of groups
     */
    public Group group(String displayName, String... members) {
        var group = new Group(freshId(), displayName, List.of(members));
        groups.put(group.id(), group);
        changed();
        return group;
    }

    /** Adds a member to a group. */
    public void addMember(String groupId, String member) {
        changeMembers(groupId, now -> Stream.concat(now, Stream.of(member)));
    }

    /** Removes a member from a group. */
    public void removeMember(String groupId, String member) {
        changeMembers(groupId, now -> now.filter(one -> !one.equals(member)));
    }

    private void changeMembers(String groupId, UnaryOperator<Stream<String>> change) {
        groups.computeIfPresent(
                groupId,
                (id, now) ->
                        new Group(
                                id,
                                now.displayName(),
                                change.apply(now.members().stream()).distinct().toList()));
        changed();
    }

    /** Deletes a group. */
    public void deleteGroup(String groupId) {
        groups.remove(groupId);
        changed();
    }

    /** Returns all groups. */
    public List<Group> groups() {
        return List.copyOf(groups.values());
    }

    Optional<Group> groupById(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** Adds another API, such as Microsoft Graph, with the permissions that it offers. */
    public ServicePrincipal api(String displayName, String appId, AppRole... offers) {
        var api = new ServicePrincipal(freshId(), appId, displayName, Set.of(), List.of(offers));
        servicePrincipals.put(api.id(), api);
        changed();
        return api;
    }

    /** Grants one of the API's application permissions to the app. */
    public void grant(ServicePrincipal app, ServicePrincipal api, String appRoleId) {
        grants.add(new Grant(freshId(), app.id(), api.id(), appRoleId));
        changed();
    }

    /** A granted permission, by object ids. */
    private record Grant(String id, String principal, String resource, String appRoleId) {}

    List<AppRoleAssignment> grantedTo(ServicePrincipal principal) {
        return grants.stream()
                .filter(grant -> grant.principal().equals(principal.id()))
                .flatMap(grant ->
                        servicePrincipalById(grant.resource())
                                .map(api ->
                                        new AppRoleAssignment(
                                                grant.id(), principal, api, grant.appRoleId()))
                                .stream())
                .toList();
    }

    /** Gives the app a service principal with these application permissions, or replaces them. */
    public ServicePrincipal servicePrincipal(String objectId, String... roles) {
        var app = appDirectory.latest(objectId);
        var before = servicePrincipalOf(app.appId());
        var id = before.map(ServicePrincipal::id).orElseGet(this::freshId);
        var offers = before.map(ServicePrincipal::appRoles).orElse(List.of());
        var granted =
                new ServicePrincipal(id, app.appId(), app.displayName(), Set.of(roles), offers);
        servicePrincipals.put(id, granted);
        changed();
        return granted;
    }

    public List<ServicePrincipal> servicePrincipals() {
        return List.copyOf(servicePrincipals.values());
    }

    /** Registers Keydesk itself: its app id is its client id, and this is its own secret. */
    public ServicePrincipal desk(String displayName, SecretText clientSecret, String... roles) {
        var app = app(displayName);
        var now = clock.instant();
        var end = now.plus(Duration.ofDays(36_500));
        var own = make("the desk's own", now.minus(Duration.ofDays(1)), end, clientSecret);
        appDirectory.rewrite(app.id(), before -> before.withCredential(own));
        deskAppId = Optional.of(app.appId());
        return servicePrincipal(app.id(), roles);
    }

    /** Returns Keydesk with its current permissions, if it was registered. */
    public Optional<ServicePrincipal> desk() {
        return deskAppId.flatMap(this::servicePrincipalOf);
    }

    public SecretPolicy policy() {
        return policy;
    }

    public void setPolicy(SecretPolicy newPolicy) {
        policy = newPolicy;
        changed();
    }

    void forgetSecrets(Application app) {
        app.secrets()
                .forEach(key ->
                        appDirectory.rewrite(app.id(), it -> it.withoutCredential(key.keyId())));
    }

    /** Restores a secret with its value, as if it had always existed. */
    void bringBack(String objectId, Secret secret, SecretText value) {
        appDirectory.exclusively(() -> {
            values.remember(secret.keyId(), value);
            return secret;
        });
        bringBack(objectId, secret);
    }

    /** Adds a listener that is called after each change, on the thread that made it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    AppDirectory appDirectory() {
        return appDirectory;
    }

    Optional<ServicePrincipal> servicePrincipalOf(String appId) {
        return servicePrincipals.values().stream()
                .filter(principal -> principal.appId().equals(appId))
                .findFirst();
    }

    Optional<User> userById(String id) {
        return Optional.ofNullable(users.get(id));
    }

    Optional<ServicePrincipal> servicePrincipalById(String id) {
        return Optional.ofNullable(servicePrincipals.get(id));
    }

    /** Makes a secret as addPassword does; the caller calls {@link #changed} afterwards. */
    Minted mint(String objectId, String displayName, Instant start, Instant end) {
        var value = appDirectory.exclusively(values::fresh);
        var secret = make(displayName, start, end, value);
        appDirectory.exclusively(() -> minted.add(value));
        appDirectory.changeCredentials(objectId, app -> app.withCredential(secret));
        return new Minted(secret, value);
    }

    /** A new secret and its value for the caller. */
    record Minted(Secret secret, SecretText value) {}

    String freshId() {
        return appDirectory.exclusively(values::freshId);
    }

    private Secret make(String displayName, Instant start, Instant end, SecretText value) {
        return appDirectory.exclusively(() -> {
            var hint = value.reveal().substring(0, Math.min(3, value.reveal().length()));
            var secret =
                    new Secret(values.freshId(), displayName, "", hint, ticks(start), ticks(end));
            values.remember(secret.keyId(), value);
            return secret;
        });
    }

    /** Entra stores times in steps of 100 ns and drops what is more precise. */
    private static Instant ticks(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond(), instant.getNano() / 100 * 100L);
    }

    void changed() {
        listeners.forEach(Runnable::run);
    }
}
