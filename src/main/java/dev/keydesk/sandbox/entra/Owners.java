package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads of an app's owners: people and service principals. A caller who may not read people
 * silently gets them without names and addresses.
 */
final class Owners {
    private static final Set<String> OPTIONS = Set.of("$select", "$top", "$skiptoken", "$count");
    private static final Resource<ObjectNode> OWNERS =
            new Resource<>(
                    "directoryObjects",
                    List.of("user", "servicePrincipal"),
                    Map.of(
                            "id", owner -> owner.path("id").asText(),
                            "displayName", owner -> owner.path("displayName").asText()),
                    owner -> owner);

    private final Tenant tenant;
    private final ApplicationCalls applications;

    Owners(Tenant tenant, ApplicationCalls applications) {
        this.tenant = tenant;
        this.applications = applications;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "owners",
                        "/applications/{application-id}/owners",
                        OPTIONS,
                        request -> owners(request, applications.byObjectId(request))),
                Route.get(
                        "owners",
                        "/applications(appId='{appId}')/owners",
                        OPTIONS,
                        request -> owners(request, applications.byAppId(request))));
    }

    private JsonNode owners(GraphRequest request, Application app) {
        var caller = request.caller();
        Function<User, ObjectNode> person = GraphJsonWriter::userByIdOnly;
        if (caller.mayAnyOf(Permissions.READ_PEOPLE_WHOLE)) {
            person = GraphJsonWriter::user;
        } else if (caller.mayAnyOf(Permissions.READ_PEOPLE)) {
            person = GraphJsonWriter::userInBasics;
        }
        var owners = owners(app, person);
        return Listing.page(request, OWNERS, owners);
    }

    private List<ObjectNode> owners(Application app, Function<User, ObjectNode> person) {
        return app.owners().stream().flatMap(id -> owner(id, person)).toList();
    }

    private Stream<ObjectNode> owner(String id, Function<User, ObjectNode> person) {
        var people =
                tenant.userById(id).map(person).map(json -> GraphJsonWriter.typed("user", json));
        var programs =
                tenant.servicePrincipalById(id)
                        .map(principal ->
                                GraphJsonWriter.servicePrincipal(principal, tenant.tenantId()))
                        .map(json -> GraphJsonWriter.typed("servicePrincipal", json));
        return Stream.concat(people.stream(), programs.stream());
    }
}
