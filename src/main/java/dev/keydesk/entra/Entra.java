package dev.keydesk.entra;

import com.microsoft.graph.applications.item.addpassword.AddPasswordPostRequestBody;
import com.microsoft.graph.applications.item.removepassword.RemovePasswordPostRequestBody;
import com.microsoft.graph.models.PasswordCredential;
import com.microsoft.kiota.BaseRequestConfiguration;

import dev.keydesk.config.Settings;
import dev.keydesk.network.Network;

import okhttp3.Interceptor;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Microsoft Entra as Keydesk uses it: makes and removes client secrets, and reads app
 * registrations.
 *
 * <p>A write is one HTTP request, never repeated by Keydesk or by a library. Every failure is an
 * {@link EntraFailure}, which says whether anything may have changed. Nothing is sent before the
 * first call.
 */
public final class Entra implements AutoCloseable {
    static final String ADD = "addPassword";
    static final String REMOVE = "removePassword";
    static final String READ = "read";
    static final String SCAN = "scan";
    static final String CHECK = "check";
    static final String FIND_USER = "findUser";
    static final String CHECK_GROUPS = "checkMemberGroups";
    static final String READ_GROUP = "readGroup";
    static final String READ_PERMISSIONS = "readPermissions";

    private static final int NO_CONTENT = 204;

    /** A permission that was missing may have been granted meanwhile. */
    private static final Duration SELECT_AGAIN = Duration.ofHours(6);

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final Settings.Entra settings;
    private final CredentialFactory signIn;
    private final GraphClients graph;
    private final GraphExecutor graphExecutor;
    private final AppScan scan;
    private final PeopleLookup people;
    private final StakesReader stakes;
    private final EntraSelfCheck entraSelfCheck;
    private final InstantSource clock;
    private final ServerClock serverClock;
    private volatile Instant ownersUnselectedUntil = Instant.MIN;

    /**
     * @throws dev.keydesk.network.UnreadableTrustStore if the operator's extra certificates cannot
     *     be read
     */
    public Entra(Settings.Entra settings, EntraTimeouts timeouts, InstantSource clock) {
        this(settings, timeouts, clock, ScanPause.sleeping());
    }

    /** Takes no additional interceptors. */
    public Entra(
            Settings.Entra settings, EntraTimeouts timeouts, InstantSource clock, ScanPause pause) {
        this(settings, timeouts, clock, pause, List.of());
    }

    /**
     * The same with additional interceptors.
     *
     * @param onTheWay the last interceptors that a call to Graph passes before it is sent
     */
    public Entra(
            Settings.Entra settings,
            EntraTimeouts timeouts,
            InstantSource clock,
            ScanPause pause,
            List<Interceptor> onTheWay) {
        var network = Network.of(settings.network());
        this.signIn = new CredentialFactory(settings, timeouts, network);
        var token =
                new CachedToken(
                        signIn.chosen(),
                        new SignInFailure(settings.credential()),
                        ServerOrigin.of(settings.graphUrl()).scope(),
                        clock);
        var failureClassifier =
                new FailureClassifier(
                        new EntraErrorMessages(
                                settings.graphUrl(),
                                settings.clientId(),
                                () -> token.claims().principal()));
        var bearer = new BearerToken(token, settings.graphUrl());
        this.serverClock = new ServerClock(clock);
        this.clock = clock;
        this.settings = settings;
        this.graph =
                new GraphClients(
                        settings,
                        timeouts,
                        network,
                        new GraphAnswerReader(failureClassifier, clock, serverClock),
                        bearer,
                        onTheWay);
        this.graphExecutor = new GraphExecutor(token, failureClassifier);
        this.scan = new AppScan(graph, graphExecutor, pause);
        this.people = new PeopleLookup(graph, graphExecutor);
        this.stakes = new StakesReader(graph, graphExecutor, clock, this::owners);
        this.entraSelfCheck = new EntraSelfCheck(token, graph, graphExecutor);
    }

    /**
     * Makes a secret and returns its value, which Entra shows only this once. Start and end are
     * sent in whole seconds; compare the answer with {@link MintedSecret#isWhatWasAsked}.
     *
     * @param objectId of the app registration; not its client id
     * @throws EntraFailure whose type says whether a secret may have been made
     */
    public MintedSecret addPassword(
            String objectId, String displayName, Instant start, Instant end) {
        var graphCallContext = new GraphCallContext(ADD, objectId);
        var answer =
                graphExecutor.ask(
                        graphCallContext,
                        () ->
                                graph.writes()
                                        .applications()
                                        .byApplicationId(objectId)
                                        .addPassword()
                                        .post(
                                                body(displayName, start, end),
                                                request -> urgent(request, graphCallContext)));
        return Optional.ofNullable(answer)
                .flatMap(MintedSecret::of)
                .orElseThrow(() ->
                        graphExecutor.incomplete(graphCallContext, "an answer without the secret"));
    }

    // A body that was sent before goes out as {}, for which Entra makes a nameless secret that is
    // valid for two years: https://github.com/microsoft/kiota-java/issues/1561. So each call makes
    // a new one.
    private static AddPasswordPostRequestBody body(String displayName, Instant start, Instant end) {
        var credential = new PasswordCredential();
        credential.setDisplayName(displayName);
        credential.setStartDateTime(inSeconds(start));
        credential.setEndDateTime(inSeconds(end));
        var body = new AddPasswordPostRequestBody();
        body.setPasswordCredential(credential);
        return body;
    }

    private static OffsetDateTime inSeconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
    }

    /**
     * Removes a secret; when this returns, Entra has confirmed it.
     *
     * @throws EntraFailure whose type says whether the secret may have been removed all the same
     */
    public void removePassword(String objectId, String keyId) {
        var graphCallContext = new GraphCallContext(REMOVE, objectId);
        graphExecutor.ask(
                graphCallContext,
                () -> {
                    var body = new RemovePasswordPostRequestBody();
                    body.setKeyId(UUID.fromString(keyId));
                    graph.writes()
                            .applications()
                            .byApplicationId(objectId)
                            .removePassword()
                            .post(body, request -> urgent(request, graphCallContext));
                    return null;
                });
        // Some gateways answer 200 with a page of their own; Graph answers 204.
        if (graphCallContext.status() != NO_CONTENT) {
            throw graphExecutor.incomplete(graphCallContext, "HTTP " + graphCallContext.status());
        }
    }

    /**
     * Returns the current app registration without certificates, for a person who waits.
     *
     * @throws EntraFailure if Entra does not return it
     */
    public AppRegistration read(String objectId) {
        var graphCallContext = new GraphCallContext(READ, objectId);
        var request =
                graph.reads()
                        .applications()
                        .byApplicationId(objectId)
                        .toGetRequestInformation(asked -> {
                            asked.queryParameters.select = AppJson.SELECT;
                            urgent(asked, graphCallContext);
                        });
        return graphExecutor.stream(graphCallContext, graph.streams(), request, AppJson::readApp);
    }

    /**
     * The same; empty if Graph says that the app registration does not exist. One such answer
     * proves nothing: before acting on it, use {@code EntraLookup}, which looks several times.
     */
    public Optional<AppRegistration> find(String objectId) {
        return ifThere(() -> read(objectId));
    }

    static <T> Optional<T> ifThere(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (EntraFailure.Refused refused) {
            if (refused.saysNotThere()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /**
     * Returns the app registration with its certificates, for a scan, which can wait; empty as with
     * {@link #find}.
     */
    public Optional<AppRegistration> lookFor(String objectId) {
        var graphCallContext = new GraphCallContext(READ, objectId);
        var request =
                graph.reads()
                        .applications()
                        .byApplicationId(objectId)
                        .toGetRequestInformation(asked -> {
                            asked.queryParameters.select = AppJson.SELECT_ALL;
                            asked.headers.add("x-ms-throttle-priority", "low");
                            asked.options.add(graphCallContext);
                        });
        return ifThere(() ->
                graphExecutor.stream(graphCallContext, graph.streams(), request, AppJson::readApp));
    }

    /**
     * Returns Keydesk's own app registration with its certificates; empty if it signs in as
     * something that has none, such as a managed identity.
     */
    public Optional<AppRegistration> own() {
        var graphCallContext = GraphCallContext.forCall(READ);
        var request =
                graph.reads()
                        .applicationsWithAppId(settings.clientId())
                        .toGetRequestInformation(asked -> {
                            asked.queryParameters.select = AppJson.SELECT_ALL;
                            asked.headers.add("x-ms-throttle-priority", "low");
                            asked.options.add(graphCallContext);
                        });
        return ifThere(() ->
                graphExecutor.stream(graphCallContext, graph.streams(), request, AppJson::readApp));
    }

    /** Returns the owners of the app registration; empty if it does not exist. */
    public Optional<List<AppOwner>> owners(String objectId) {
        if (clock.instant().isBefore(ownersUnselectedUntil)) {
            return owners(objectId, OwnerJson.SELECT_NOTHING);
        }
        try {
            return owners(objectId, OwnerJson.SELECT);
        } catch (EntraFailure.Refused refused) {
            // Owners are of several types, and not every Graph selects properties of one type.
            // {@code User.ReadBasic.All} does not cover all of them either.
            if (refused.status() != BAD_REQUEST && refused.status() != FORBIDDEN) {
                throw refused;
            }
            var plain = owners(objectId, OwnerJson.SELECT_NOTHING);
            ownersUnselectedUntil = clock.instant().plus(SELECT_AGAIN);
            return plain;
        }
    }

    private Optional<List<AppOwner>> owners(String objectId, String[] select) {
        var graphCallContext = new GraphCallContext(READ, objectId);
        var request =
                graph.reads()
                        .applications()
                        .byApplicationId(objectId)
                        .owners()
                        .toGetRequestInformation(asked -> {
                            asked.queryParameters.select = select;
                            asked.headers.add("x-ms-throttle-priority", "low");
                            asked.options.add(graphCallContext);
                        });
        return ifThere(() ->
                graphExecutor.stream(
                        graphCallContext, graph.streams(), request, OwnerJson::owners));
    }

    /**
     * Finds the account that has this address. An account has an address if it is its mail address
     * or its user principal name; ASCII letters match in either case. If no account has it so, the
     * further addresses of mailboxes ({@code proxyAddresses}) are searched. Called while a person
     * waits.
     *
     * <p>Needs the application permission {@code User.ReadBasic.All} to find people by mail and
     * user principal name, and {@code User.Read.All} for user type, account state and further
     * addresses. Without the second, those are empty and further addresses find nobody. See
     * https://learn.microsoft.com/graph/permissions-reference and
     * https://learn.microsoft.com/graph/filter-query-parameter
     *
     * @param address untrusted text; for text that is no address the answer is {@code Nobody}, and
     *     Entra is not asked
     * @throws EntraFailure if Entra gave no usable answer
     */
    public EntraUserMatch user(String address) {
        return people.user(address);
    }

    /**
     * Returns those of the groups that the person belongs to, directly or through nested groups.
     * One call per twenty groups. Called while a person waits. A group that does not exist, or
     * whose membership is hidden from Keydesk, is not returned; Entra gives no reason.
     *
     * <p>Needs the application permissions {@code GroupMember.Read.All} and {@code
     * User.ReadBasic.All}: https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups
     * In trials one of several permissions was enough, but Microsoft does not document that:
     * https://github.com/pnp/pnpcore/issues/1630
     *
     * @param user object id
     * @throws EntraFailure if Entra gave no usable answer, or does not know the person
     */
    public Set<UUID> groupsOf(UUID user, Collection<UUID> groups) {
        return people.groupsOf(user, groups);
    }

    /**
     * Returns the group; empty if Graph answers that there is none with this id. One such answer is
     * no proof. Called while a person waits. Needs the application permission {@code
     * GroupMember.Read.All}: https://learn.microsoft.com/graph/api/group-get
     *
     * @throws EntraFailure if Entra gave no usable answer
     */
    public Optional<EntraGroup> group(UUID id) {
        return ifThere(() -> people.group(id));
    }

    /**
     * Returns what the app may do; empty as with {@link #find}. Each part that Entra refuses to
     * show is {@code NotReadable}. Names of permissions may be up to six hours old, everything else
     * is current. Called while a person waits.
     *
     * <p>Needs {@code Application.Read.All} or {@code Application.ReadWrite.OwnedBy}; Keydesk has
     * the second. Microsoft's page names only the first, its table of permissions both:
     * https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments and
     * https://github.com/microsoftgraph/microsoft-graph-devx-content
     *
     * @param objectId of the app registration; not its client id
     * @throws EntraFailure if Entra gave no usable answer, or refuses to show the app registration
     */
    public Optional<AppStakes> stakes(String objectId) {
        return stakes.stakes(objectId);
    }

    /**
     * Passes on all app registrations page by page. After a failure the list is not complete;
     * exceptions of the consumer are passed on.
     */
    public void scan(Consumer<List<AppRegistration>> page) {
        scan(Optional.empty(), part -> page.accept(part.apps()));
    }

    /**
     * The same, and each page says where the next one is.
     *
     * @param from where to continue; empty for the beginning. Entra refuses a link that is too old
     */
    public void scan(Optional<URI> from, Consumer<AppPage> page) {
        scan.each(from, page);
    }

    /** Tests sign-in and permissions for {@code keydesk check}; failures are part of the report. */
    public EntraCheckReport entraCheckReport() {
        return entraSelfCheck.run();
    }

    /**
     * Returns Microsoft's time if a recent answer told it, and this machine's otherwise. A secret
     * whose start is in the future for Microsoft would not work at first.
     */
    public Instant time() {
        return serverClock.instant();
    }

    /** Returns the difference of the clocks; empty if no recent answer told it. */
    public Optional<ClockDifference> clockDifference() {
        return serverClock.difference();
    }

    public String tenantId() {
        return settings.tenantId();
    }

    /** Returns Keydesk's own client id. This app is never offered, and no secret is made for it. */
    public String ownClientId() {
        return settings.clientId();
    }

    /** Returns the credential with which Keydesk signs in. */
    public Settings.Credential signsInWith() {
        return settings.credential();
    }

    @Override
    public void close() {
        graph.close();
        signIn.close();
    }

    static void urgent(BaseRequestConfiguration request, GraphCallContext graphCallContext) {
        request.headers.add("x-ms-throttle-priority", "high");
        request.options.add(graphCallContext);
    }
}
