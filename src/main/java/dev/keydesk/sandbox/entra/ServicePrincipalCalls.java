package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads of service principals, of the apps that they own and of what was granted to them. */
final class ServicePrincipalCalls {
    private static final Resource<AppRoleAssignment> ASSIGNMENTS =
            new Resource<>(
                    "appRoleAssignments",
                    List.of("appRoleAssignment"),
                    Map.of(
                            "id",
                            AppRoleAssignment::id,
                            "displayName",
                            assignment -> assignment.resource().displayName()),
                    GraphJsonWriter::appRoleAssignment);

    private final Tenant tenant;
    private final Resource<ServicePrincipal> servicePrincipals;
    private final Resource<Application> ownedObjects;

    ServicePrincipalCalls(Tenant tenant) {
        this.tenant = tenant;
        this.servicePrincipals =
                new Resource<>(
                        "servicePrincipals",
                        List.of("servicePrincipal"),
                        Map.of(
                                "id", ServicePrincipal::id,
                                "appId", ServicePrincipal::appId,
                                "displayName", ServicePrincipal::displayName),
                        principal ->
                                GraphJsonWriter.servicePrincipal(principal, tenant.tenantId()));
        var apps = ApplicationCalls.APPLICATIONS;
        this.ownedObjects =
                new Resource<>(
                        "directoryObjects",
                        apps.types(),
                        apps.keys(),
                        app ->
                                GraphJsonWriter.typed(
                                        "application", GraphJsonWriter.application(app)));
    }

    List<Route> routes() {
        var select = Set.of("$select");
        var byId = "/servicePrincipals/{servicePrincipal-id}";
        var byAppId = "/servicePrincipals(appId='{appId}')";
        var apps = "/ownedObjects/graph.application";
        var paged = Set.of("$select", "$top", "$skiptoken", "$count");
        return List.of(
                get("/servicePrincipals", Listing.OPTIONS, this::list),
                get(byId, select, r -> Entity.drawn(r, servicePrincipals, byObjectId(r))),
                get(byAppId, select, r -> Entity.drawn(r, servicePrincipals, byAppId(r))),
                Route.get("appRoleAssignments", byId + "/appRoleAssignments", paged, this::granted),
                get(byId + "/ownedObjects", paged, r -> owned(r, byObjectId(r), ownedObjects)),
                get(byAppId + "/ownedObjects", paged, r -> owned(r, byAppId(r), ownedObjects)),
                get(byId + apps, paged, r -> owned(r, byObjectId(r), ApplicationCalls.APPLICATIONS))
                        .describedAs("/applications"));
    }

    private static Route get(
            String template, Set<String> options, Function<GraphRequest, JsonNode> work) {
        return Route.get("servicePrincipals", template, options, work);
    }

    private JsonNode list(GraphRequest request) {
        return Listing.page(request, servicePrincipals, tenant.servicePrincipals());
    }

    private JsonNode granted(GraphRequest request) {
        return Listing.page(request, ASSIGNMENTS, tenant.grantedTo(byObjectId(request)));
    }

    private JsonNode owned(
            GraphRequest request, ServicePrincipal owner, Resource<Application> resource) {
        var apps =
                tenant.appDirectory().applications(request.asOf()).stream()
                        .filter(app -> app.owners().contains(owner.id()))
                        .toList();
        return Listing.page(request, resource, apps);
    }

    private ServicePrincipal byObjectId(GraphRequest request) {
        return tenant.servicePrincipalById(request.objectId())
                .orElseThrow(() -> GraphRefusal.notFound(request.id()));
    }

    private ServicePrincipal byAppId(GraphRequest request) {
        return tenant.servicePrincipalOf(request.objectId())
                .orElseThrow(() -> GraphRefusal.notFound(request.id()));
    }
}
