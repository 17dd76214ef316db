package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads of people and of the service principals that own apps. */
final class PeopleCalls {
    private static final Resource<User> USERS =
            new Resource<>(
                    "users",
                    "user",
                    Map.of(
                            "id", User::id,
                            "displayName", User::displayName,
                            "mail", User::mail,
                            "userPrincipalName", User::userPrincipalName),
                    Drawing::user);

    private final Tenant tenant;
    private final ApplicationCalls applications;

    PeopleCalls(Tenant tenant, ApplicationCalls applications) {
        this.tenant = tenant;
        this.applications = applications;
    }

    List<Route> routes() {
        var select = Set.of("$select");
        return List.of(
                Route.get(
                        "owners",
                        "/applications/{application-id}/owners",
                        select,
                        request -> owners(request, applications.byObjectId(request))),
                Route.get(
                        "owners",
                        "/applications(appId='{appId}')/owners",
                        select,
                        request -> owners(request, applications.byAppId(request))),
                Route.get(
                        "users",
                        "/users",
                        Listing.OPTIONS,
                        request -> Listing.page(request, USERS, tenant.users())),
                Route.get(
                        "users",
                        "/users/{user-id}",
                        select,
                        request -> Entity.drawn(request, USERS, user(request))));
    }

    private User user(GraphRequest request) {
        return tenant.users().stream()
                .filter(user ->
                        user.id().equalsIgnoreCase(request.id())
                                || user.userPrincipalName().equalsIgnoreCase(request.id()))
                .findFirst()
                .orElseThrow(() -> GraphRefusal.notFound(request.id()));
    }

    private JsonNode owners(GraphRequest request, Application app) {
        var selection = Selection.of(request, "user", "servicePrincipal");
        var body = JsonNodeFactory.instance.objectNode();
        body.put("@odata.context", request.root() + "/$metadata#directoryObjects");
        var value = body.putArray("value");
        app.owners().stream().flatMap(id -> owner(request, selection, id)).forEach(value::add);
        return body;
    }

    private Stream<ObjectNode> owner(GraphRequest request, Selection selection, String id) {
        Function<User, ObjectNode> drawUser =
                request.caller().mayAnyOf(Permissions.READ_PEOPLE)
                        ? Drawing::user
                        : Drawing::userByIdOnly;
        Optional<ObjectNode> person =
                tenant.userById(id)
                        .map(user -> typed("user", selection.from(drawUser.apply(user))));
        Optional<ObjectNode> program =
                tenant.servicePrincipalById(id)
                        .map(p -> Drawing.servicePrincipal(p, tenant.tenantId()))
                        .map(json -> typed("servicePrincipal", selection.from(json)));
        return Stream.concat(person.stream(), program.stream());
    }

    private static ObjectNode typed(String type, ObjectNode json) {
        var typed = JsonNodeFactory.instance.objectNode();
        typed.put("@odata.type", "#microsoft.graph." + type);
        return typed.setAll(json);
    }
}
