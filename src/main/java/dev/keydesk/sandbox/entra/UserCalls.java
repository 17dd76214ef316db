package dev.keydesk.sandbox.entra;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads of people. Unlike an app's owners, they are refused outright without the permission. */
final class UserCalls {
    private static final Resource<User> USERS =
            new Resource<>(
                    "users",
                    List.of("user"),
                    Map.of(
                            "id", User::id,
                            "displayName", User::displayName,
                            "mail", User::mail,
                            "userPrincipalName", User::userPrincipalName),
                    GraphJsonWriter::user);

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
                        request -> Listing.page(request, USERS, tenant.users())),
                Route.get(
                        "users",
                        "/users/{user-id}",
                        Set.of("$select"),
                        request -> Entity.drawn(request, USERS, user(request))));
    }

    /** By object id, or by the name they sign in with. */
    private User user(GraphRequest request) {
        return tenant.users().stream()
                .filter(user ->
                        user.id().equalsIgnoreCase(request.id())
                                || user.userPrincipalName().equalsIgnoreCase(request.id()))
                .findFirst()
                .orElseThrow(() -> GraphRefusal.notFound(request.id()));
    }
}
