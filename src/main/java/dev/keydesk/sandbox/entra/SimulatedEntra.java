package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.Faults;
import dev.keydesk.sandbox.IssuedCertificate;
import dev.keydesk.sandbox.SimulatedRequest;
import dev.keydesk.sandbox.SimulatedResponse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A simulated Microsoft Entra with Microsoft Graph, on two ports of this machine. It answers the
 * real client libraries with Microsoft's bodies, codes, permissions and delays, so what works here
 * follows the rules of the real one. Its time is its clock's; the delays are realistic unless set
 * otherwise.
 */
public final class SimulatedEntra implements AutoCloseable {
    private final Tenant tenant;
    private final Faults faults = new Faults();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CallNotes notes;
    private final SignInRule signInRule;
    private final GraphEndpoint graph;
    private final TokenEndpoint login;
    private volatile Timing timing = Timing.realistic();
    private volatile Optional<Running> running = Optional.empty();

    /** Serves this tenant; not started yet. */
    public SimulatedEntra(Tenant tenant, InstantSource clock) {
        this.tenant = tenant;
        var tokens = new AccessTokens(tenant.tenantId(), clock);
        notes = new CallNotes(clock, this::changed);
        signInRule = new SignInRule(tenant, clock, this::timing);
        graph = new GraphEndpoint(routes(clock), tenant, tokens, clock, this::timing, notes);
        login = new TokenEndpoint(tenant, clock, signInRule, tokens, this::changed);
        tenant.onChange(this::changed);
    }

    /**
     * Opens both ports, on the loopback address only; 0 means any free one.
     *
     * @throws UncheckedIOException if a port is not free; then neither is open
     */
    public void start(int graphPort, int loginPort) {
        if (running.isPresent()) {
            throw new IllegalStateException("it was started already");
        }
        // On a second core it is ready when the first port is open.
        var certified = CompletableFuture.supplyAsync(Certificate::ofThisProcess);
        var graphSite = LoopbackPort.http(graphPort, graph, faults);
        try {
            var certificate = certified.join();
            var loginSite =
                    LoopbackPort.https(loginPort, certificate.serverContext(), login, faults);
            running = Optional.of(new Running(certificate, graphSite, loginSite));
        } catch (RuntimeException e) {
            graphSite.close();
            throw e;
        }
    }

    /** Answers a call to Graph without a network; {@link #start} is not needed for it. */
    public SimulatedResponse answer(SimulatedRequest simulatedRequest) {
        var request = EntraHttpRequest.of(simulatedRequest);
        var answer = graph.answer(request);
        graph.note(request, answer);
        return new SimulatedResponse(answer.status(), answer.headers(), answer.body());
    }

    /** Returns the address of Graph for the settings, with its version. */
    public URI graphUrl() {
        return URI.create("http://127.0.0.1:%s/v1.0".formatted(running().graph().number()));
    }

    /** Returns the authority host for the settings; azure-identity requires HTTPS. */
    public URI authorityHost() {
        return URI.create("https://127.0.0.1:%s/".formatted(running().login().number()));
    }

    /** Writes the certificate of the sign-in as a PEM file into the folder. */
    public Path writeTrustStore(Path directory) {
        var file = directory.resolve("pretend-entra.pem");
        try {
            return Files.writeString(file, running().certificate().pem());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public Tenant tenant() {
        return tenant;
    }

    /**
     * Returns the planned faults by call: token, listApplications, getApplication, addPassword,
     * removePassword, owners, users, checkMemberGroups, groups, servicePrincipals,
     * appRoleAssignments, policies.
     */
    public Faults faults() {
        return faults;
    }

    public Timing timing() {
        return timing;
    }

    /** Sets the delays. */
    public void setTiming(Timing newTiming) {
        timing = newTiming;
    }

    /** Sets how many items a page has at most; Graph may return shorter pages than requested. */
    public void setLargestPage(int items) {
        graph.setLargestPage(items);
    }

    /**
     * Shows this app registration, or another object with that id, in another form from now on.
     *
     * @param how changes Graph's JSON of it; if it returns empty, the object cannot be shown, and
     *     every answer with it is a 500
     */
    public void spoil(String objectId, Function<ObjectNode, Optional<ObjectNode>> how) {
        graph.malformedApps().app(objectId, how);
    }

    /** Shows all app registrations as they are again. */
    public void spoilNothing() {
        graph.malformedApps().none();
    }

    /** Accepts this bearer token as Keydesk's from now on, without a sign-in. */
    public void acceptAsDesk(SecretText token) {
        graph.acceptAsDesk(token);
    }

    /** Returns the calls that reached Graph, in order; the last ten thousand. */
    public List<GraphCall> calls() {
        return notes.calls();
    }

    /** Returns everything in requests and answers that did not fit Microsoft's schema. */
    public List<String> schemaProblems() {
        return notes.problems();
    }

    /** Returns the token endpoint's answer to this sign-in now. */
    public SignInResult signIn(String tenantId, String clientId, SecretText value) {
        var answer = signInRule.withSecret(tenantId, clientId, value);
        changed();
        return answer;
    }

    /** Returns how a secret was used to sign in. */
    public KeyUse signIns(String keyId) {
        return signInRule.signIns().of(keyId);
    }

    /** Returns what is kept between two starts. */
    public TenantSnapshot tenantSnapshot() {
        return new TenantSnapshot(tenant, signInRule.signIns());
    }

    /**
     * Adds a listener that is called after each change of the tenant and each call, on the thread
     * that made it.
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        running.ifPresent(Running::close);
        running = Optional.empty();
    }

    private List<Route> routes(InstantSource clock) {
        var users = new UserCalls(tenant);
        var applications = new ApplicationCalls(tenant.appDirectory(), new CertificateQuota(clock));
        return Stream.of(
                        applications.routes(),
                        new CredentialCalls(tenant, clock, this::timing).routes(),
                        new Owners(tenant, applications).routes(),
                        users.routes(),
                        new GroupCalls(tenant, users).routes(),
                        new ServicePrincipalCalls(tenant).routes(),
                        new PolicyCalls(tenant).routes())
                .flatMap(List::stream)
                .toList();
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private Running running() {
        return running.orElseThrow(() -> new IllegalStateException("start() was not called"));
    }

    private record Running(IssuedCertificate certificate, LoopbackPort graph, LoopbackPort login) {
        void close() {
            login.close();
            graph.close();
        }
    }
}
