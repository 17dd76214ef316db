package dev.keydesk.sandbox.entra;

import java.util.List;
import java.util.Optional;

/** Finds the handler of a call, or says in Microsoft's words why there is none. */
final class Router {
    private static final String VERSION = "/v1.0";

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = routes;
    }

    Optional<Route> find(EntraHttpRequest request) {
        return routes.stream()
                .filter(_ -> isOurVersion(request))
                .filter(route -> route.method().equals(request.method()))
                .filter(route -> route.matches(path(request)))
                .findFirst();
    }

    /**
     * Returns the handler.
     *
     * @throws GraphRefusal 400 or 405, if there is none
     */
    Route get(EntraHttpRequest request) {
        return find(request).orElseThrow(() -> noSuchCall(request));
    }

    /** Returns the path after the version. */
    static String path(EntraHttpRequest request) {
        return request.path().substring(VERSION.length());
    }

    /** Returns the address at which Graph begins, as the caller sees it. */
    static String root(EntraHttpRequest request) {
        return "http://" + request.header("Host").orElse("127.0.0.1") + VERSION;
    }

    private GraphRefusal noSuchCall(EntraHttpRequest request) {
        if (!isOurVersion(request)) {
            return GraphRefusal.malformed("Invalid version.");
        }
        if (routes.stream().anyMatch(route -> route.matches(path(request)))) {
            return new GraphRefusal(
                    405,
                    "Request_BadRequest",
                    "Specified HTTP method is not allowed for the request target.");
        }
        var segment = request.path().substring(request.path().lastIndexOf('/') + 1);
        return GraphRefusal.malformed("Resource not found for the segment '" + segment + "'.");
    }

    private static boolean isOurVersion(EntraHttpRequest request) {
        return request.path().startsWith(VERSION + "/");
    }
}
