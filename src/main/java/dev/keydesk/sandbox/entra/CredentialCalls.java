package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Adds and removes client secrets. Adding returns the value, only this once. Both use the current
 * state of the app, except that a secret that was just added cannot be removed yet.
 */
final class CredentialCalls {
    private static final int MOST_WITH_PERSONAL_ACCOUNTS = 2;

    private final Tenant tenant;
    private final InstantSource clock;
    private final Supplier<Timing> timing;

    CredentialCalls(Tenant tenant, InstantSource clock, Supplier<Timing> timing) {
        this.tenant = tenant;
        this.clock = clock;
        this.timing = timing;
    }

    List<Route> routes() {
        var byId = "/applications/{application-id}";
        var byAppId = "/applications(appId='{appId}')";
        return List.of(
                Route.post("addPassword", byId + "/addPassword", r -> add(r, this::byObjectId)),
                Route.post("addPassword", byAppId + "/addPassword", r -> add(r, this::byAppId)),
                Route.post(
                        "removePassword",
                        byId + "/removePassword",
                        r -> remove(r, this::byObjectId)),
                Route.post(
                        "removePassword",
                        byAppId + "/removePassword",
                        r -> remove(r, this::byAppId)));
    }

    private Optional<JsonNode> add(
            GraphRequest request, Function<GraphRequest, Application> named) {
        var minted =
                tenant.appDirectory()
                        .exclusively(() -> {
                            var app = changeable(request, named);
                            var wish = SecretWish.of(request.body(), clock.instant());
                            refuseByRules(app, wish);
                            refuseTooClose(app);
                            return tenant.mint(
                                    app.id(), wish.displayName(), wish.start(), wish.end());
                        });
        tenant.changed();
        return Optional.of(shown(request, minted));
    }

    private Optional<JsonNode> remove(
            GraphRequest request, Function<GraphRequest, Application> named) {
        var keyId = request.body().path("keyId").asText().toLowerCase(Locale.ROOT);
        tenant.appDirectory()
                .exclusively(() -> {
                    var app = changeable(request, named);
                    refuseUnknownKey(app, keyId);
                    refuseTooClose(app);
                    tenant.appDirectory()
                            .changeCredentials(app.id(), now -> now.withoutCredential(keyId));
                    return app;
                });
        tenant.changed();
        return Optional.empty();
    }

    private Application changeable(
            GraphRequest request, Function<GraphRequest, Application> named) {
        var app = named.apply(request);
        if (!Permissions.mayChange(request.caller(), app)) {
            throw GraphRefusal.denied();
        }
        return app;
    }

    private Application byObjectId(GraphRequest request) {
        return tenant.appDirectory()
                .application(request.objectId(), clock.instant())
                .orElseThrow(() -> GraphRefusal.notFound(request.id()));
    }

    private Application byAppId(GraphRequest request) {
        return tenant.appDirectory()
                .withAppId(request.objectId(), clock.instant())
                .orElseThrow(() -> GraphRefusal.notFound(request.id()));
    }

    private void refuseByRules(Application app, SecretWish wish) {
        if (app.allowsPersonalAccounts() && app.secrets().size() >= MOST_WITH_PERSONAL_ACCOUNTS) {
            throw GraphRefusal.tooManySecrets(MOST_WITH_PERSONAL_ACCOUNTS);
        }
        var policy = tenant.policy();
        if (policy.forbidsSecretsOf(app)) {
            throw GraphRefusal.secretsForbidden();
        }
        if (policy.refusesLifetime(app, wish.start(), wish.end())) {
            throw GraphRefusal.lifetimeTooLong();
        }
    }

    private void refuseUnknownKey(Application app, String keyId) {
        var settled = clock.instant().minus(timing.get().removeWindow());
        boolean isThere = app.secret(keyId).isPresent();
        boolean isSettled =
                tenant.appDirectory()
                        .application(app.id(), settled)
                        .flatMap(before -> before.secret(keyId))
                        .isPresent();
        // Entra gives the same answer for a secret that it never had and for one that it does not
        // know yet.
        if (!isThere || !isSettled) {
            throw GraphRefusal.badRequest("No password credential found with keyId.");
        }
    }

    private void refuseTooClose(Application app) {
        var free =
                tenant.appDirectory()
                        .credentialsChanged(app.id())
                        .plus(timing.get().changeDistance());
        if (clock.instant().isBefore(free)) {
            throw GraphRefusal.concurrentChange();
        }
    }

    private static ObjectNode shown(GraphRequest request, Tenant.Minted minted) {
        var body = GraphJsonWriter.secret(minted.secret());
        body.put("secretText", minted.value().reveal());
        body.put(
                "@odata.context", request.root() + "/$metadata#microsoft.graph.passwordCredential");
        return body;
    }
}
