package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads of people. Unlike reads of owners, they are refused without the permission. */
final class UserCalls {
    private static final Resource<User> WHOLE = users(GraphJsonWriter::user);
    private static final Resource<User> BASICS = users(GraphJsonWriter::userInBasics);

    private static Resource<User> users(Function<User, ObjectNode> writer) {
        return new Resource<>(
                "users",
                List.of("user"),
                Map.of(
                        "id", User::id,
                        "displayName", User::displayName,
                        "mail", User::mail,
                        "userPrincipalName", User::userPrincipalName),
                // A person cannot be found by what the caller may not see.
                Map.of("proxyAddresses", user -> texts(writer.apply(user).path("proxyAddresses"))),
                writer);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static Resource<User> shownTo(GraphRequest request) {
        return request.caller().mayAnyOf(Permissions.READ_PEOPLE_WHOLE) ? WHOLE : BASICS;
    }

    private final Tenant tenant;

    UserCalls(Tenant tenant) {
        this.tenant = tenant;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "users",
                        "/users",
                        Listing.OPTIONS,
                        request -> Listing.page(request, shownTo(request), tenant.users())),
                Route.get(
                        "users",
                        "/users/{user-id}",
                        Set.of("$select"),
                        request -> Entity.drawn(request, shownTo(request), user(request))));
    }

    /** Returns a person by object id or user principal name. */
    User user(GraphRequest request) {
        return tenant.users().stream()
                .filter(user ->
                        user.id().equalsIgnoreCase(request.id())
                                || user.userPrincipalName().equalsIgnoreCase(request.id()))
                .findFirst()
                .orElseThrow(() -> GraphRefusal.notFound(request.id()));
    }
}
