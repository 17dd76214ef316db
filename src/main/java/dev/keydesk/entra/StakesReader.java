package dev.keydesk.entra;

import com.microsoft.kiota.RequestInformation;

import dev.keydesk.entra.EntraFailure.Refused;
import dev.keydesk.entra.PermissionJson.Granted;
import dev.keydesk.entra.PermissionJson.Requested;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads what an app may do: the app registration, its owners, its service principal, the
 * permissions granted to that, and the names of the permissions from their APIs.
 */
final class StakesReader {
    /** An app may ask for permissions of 50 APIs; few ask for more than three. */
    private static final int MOST_APIS = 20;

    private static final int MOST_PAGES = 20;
    private static final int PAGE = 999;

    /** An API's permissions change rarely, and only names depend on them. */
    private static final Duration NAMES_LAST = Duration.ofHours(6);

    /** Of an API only the names of its permissions are kept, some 100 kB for Microsoft Graph. */
    private static final int MOST_REMEMBERED = 100;

    private static final int TOKEN_REFUSED = 401;

    private static final String TOO_MANY = "The app asks more APIs than the desk looks up.";
    private static final String NO_API = "Entra shows no such API in this tenant.";
    private static final String NO_OWNERS = "Entra did not show who owns the app.";

    private final GraphClients graph;
    private final GraphExecutor graphExecutor;
    private final InstantSource clock;
    private final Function<String, Optional<List<AppOwner>>> owners;
    private final Map<ApiKey, Remembered> remembered = new ConcurrentHashMap<>();

    /** An API by its application (client) id, or by the object id of its service principal. */
    private record ApiKey(boolean isClientId, UUID id) {}

    /** An API as it was read at that time. */
    private record Remembered(PermissionJson.Api api, Instant at) {}

    StakesReader(
            GraphClients graph,
            GraphExecutor graphExecutor,
            InstantSource clock,
            Function<String, Optional<List<AppOwner>>> owners) {
        this.graph = graph;
        this.graphExecutor = graphExecutor;
        this.clock = clock;
        this.owners = owners;
    }

    Optional<AppStakes> stakes(String objectId) {
        return Entra.ifThere(() -> app(objectId)).map(app -> stakes(objectId, app));
    }

    private AppStakes stakes(String objectId, PermissionJson.App app) {
        var apis = new Apis();
        var granted = fact(() -> granted(app.clientId()));
        return new AppStakes(
                app.clientId(),
                app.signInAudience(),
                app.requested().map(all -> all.stream().map(apis::requested).toList()),
                granted.map(all -> all.stream().map(apis::granted).toList()),
                ownersOf(objectId));
    }

    private EntraFact<List<AppOwner>> ownersOf(String objectId) {
        return switch (fact(() -> owners.apply(objectId))) {
            case EntraFact.Known<Optional<List<AppOwner>>>(var known) ->
                    known.<EntraFact<List<AppOwner>>>map(EntraFact.Known::new)
                            .orElseGet(() -> new EntraFact.NotReadable<>(NO_OWNERS));
            case EntraFact.NotReadable<Optional<List<AppOwner>>>(var because) ->
                    new EntraFact.NotReadable<>(because);
        };
    }

    private static <T> EntraFact<T> fact(Supplier<T> reading) {
        try {
            return new EntraFact.Known<>(reading.get());
        } catch (Refused refused) {
            if (refused.status() == TOKEN_REFUSED) {
                throw refused;
            }
            return new EntraFact.NotReadable<>(refused.sentence());
        }
    }

    private PermissionJson.App app(String objectId) {
        var graphCallContext = new GraphCallContext(Entra.READ, objectId);
        var request =
                graph.reads()
                        .applications()
                        .byApplicationId(objectId)
                        .toGetRequestInformation(asked -> {
                            asked.queryParameters.select = PermissionJson.SELECT_APP;
                            Entra.urgent(asked, graphCallContext);
                        });
        return graphExecutor.stream(
                graphCallContext, graph.streams(), request, PermissionJson::app);
    }

    private List<Granted> granted(String clientId) {
        return Entra.ifThere(() -> principal(clientId)).map(this::grantedTo).orElse(List.of());
    }

    private UUID principal(String clientId) {
        var graphCallContext = GraphCallContext.forCall(Entra.READ_PERMISSIONS);
        var request =
                graph.reads()
                        .servicePrincipalsWithAppId(clientId)
                        .toGetRequestInformation(asked -> {
                            asked.queryParameters.select = PermissionJson.SELECT_ID;
                            Entra.urgent(asked, graphCallContext);
                        });
        return graphExecutor.stream(
                graphCallContext, graph.streams(), request, PermissionJson::principal);
    }

    private List<Granted> grantedTo(UUID principal) {
        var grants = new ArrayList<Granted>();
        Optional<String> link = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            var read = grants(principal, link);
            grants.addAll(read.grants());
            link = read.next();
            if (link.isEmpty()) {
                return List.copyOf(grants);
            }
        }
        throw graphExecutor.incomplete(
                GraphCallContext.forCall(Entra.READ_PERMISSIONS), "a list that does not end");
    }

    private PermissionJson.Page grants(UUID principal, Optional<String> link) {
        var graphCallContext = GraphCallContext.forCall(Entra.READ_PERMISSIONS);
        var all =
                graph.reads()
                        .servicePrincipals()
                        .byServicePrincipalId(principal.toString())
                        .appRoleAssignments();
        var request =
                link.map(all::withUrl)
                        .orElse(all)
                        .toGetRequestInformation(asked -> {
                            if (link.isEmpty()) {
                                asked.queryParameters.top = PAGE;
                            }
                            Entra.urgent(asked, graphCallContext);
                        });
        return graphExecutor.stream(
                graphCallContext, graph.streams(), request, PermissionJson::grants);
    }

    private PermissionJson.Api api(ApiKey key) {
        var graphCallContext = GraphCallContext.forCall(Entra.READ_PERMISSIONS);
        var api =
                graphExecutor.stream(
                        graphCallContext,
                        graph.streams(),
                        apiRequest(key, graphCallContext),
                        PermissionJson::api);
        if (!key.id().equals(key.isClientId() ? api.clientId() : api.principal())) {
            throw graphExecutor.incomplete(graphCallContext, "another API");
        }
        return api;
    }

    private RequestInformation apiRequest(ApiKey key, GraphCallContext graphCallContext) {
        var id = key.id().toString();
        return key.isClientId()
                ? graph.reads()
                        .servicePrincipalsWithAppId(id)
                        .toGetRequestInformation(asked -> {
                            asked.queryParameters.select = PermissionJson.SELECT_API;
                            Entra.urgent(asked, graphCallContext);
                        })
                : graph.reads()
                        .servicePrincipals()
                        .byServicePrincipalId(id)
                        .toGetRequestInformation(asked -> {
                            asked.queryParameters.select = PermissionJson.SELECT_API;
                            Entra.urgent(asked, graphCallContext);
                        });
    }

    /** The APIs of one app; each is read once. */
    private final class Apis {
        private final Map<ApiKey, EntraFact<PermissionJson.Api>> known = new HashMap<>();

        AppPermission requested(Requested requested) {
            var api = api(new ApiKey(true, requested.api()));
            return permission(Optional.of(requested.api()), api, requested.permission());
        }

        AppPermission granted(Granted granted) {
            var api = api(new ApiKey(false, granted.principal()));
            return permission(
                    api.shown().map(PermissionJson.Api::clientId), api, granted.permission());
        }

        private static AppPermission permission(
                Optional<UUID> clientId, EntraFact<PermissionJson.Api> api, UUID permission) {
            var label =
                    switch (api) {
                        case EntraFact.Known<PermissionJson.Api>(var is) -> is.labelOf(permission);
                        case EntraFact.NotReadable<PermissionJson.Api>(var because) ->
                                new EntraFact.NotReadable<AppPermission.Label>(because);
                    };
            return new AppPermission(
                    clientId, api.shown().flatMap(PermissionJson.Api::name), permission, label);
        }

        private EntraFact<PermissionJson.Api> api(ApiKey key) {
            var before = known.get(key);
            if (before != null) {
                return before;
            }
            var api = fresh(key);
            known.put(key, api);
            api.shown()
                    .ifPresent(is -> {
                        known.put(new ApiKey(true, is.clientId()), api);
                        known.put(new ApiKey(false, is.principal()), api);
                    });
            return api;
        }

        private EntraFact<PermissionJson.Api> fresh(ApiKey key) {
            var earlier = remembered.get(key);
            if (earlier != null && clock.instant().isBefore(earlier.at().plus(NAMES_LAST))) {
                return new EntraFact.Known<>(earlier.api());
            }
            if (known.size() >= MOST_APIS) {
                return new EntraFact.NotReadable<>(TOO_MANY);
            }
            return switch (fact(() -> Entra.ifThere(() -> StakesReader.this.api(key)))) {
                case EntraFact.Known<Optional<PermissionJson.Api>>(var found) ->
                        found.<EntraFact<PermissionJson.Api>>map(this::remember)
                                .orElseGet(() -> new EntraFact.NotReadable<>(NO_API));
                case EntraFact.NotReadable<Optional<PermissionJson.Api>>(var because) ->
                        new EntraFact.NotReadable<>(because);
            };
        }

        private EntraFact<PermissionJson.Api> remember(PermissionJson.Api api) {
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            var now = new Remembered(api, clock.instant());
            remembered.put(new ApiKey(true, api.clientId()), now);
            remembered.put(new ApiKey(false, api.principal()), now);
            return new EntraFact.Known<>(api);
        }
    }
}
