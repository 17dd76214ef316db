package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.keydesk.config.SecretText;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Graph's front door. Every call passes the same rules in the same order: token, path, permission,
 * options, body; only then the call itself is done. Requests and answers are held against
 * Microsoft's schema.
 */
final class GraphEndpoint implements Service {
    private static final String VERSION = "/v1.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Route> routes;
    private final Tenant tenant;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final Supplier<Timing> timing;
    private final CallNotes notes;
    private volatile Optional<SecretText> fixedToken = Optional.empty();

    GraphEndpoint(
            List<Route> routes,
            Tenant tenant,
            AccessTokens tokens,
            InstantSource clock,
            Supplier<Timing> timing,
            CallNotes notes) {
        this.routes = routes;
        this.tenant = tenant;
        this.tokens = tokens;
        this.clock = clock;
        this.timing = timing;
        this.notes = notes;
    }

    void acceptAsDesk(SecretText token) {
        fixedToken = Optional.of(token);
    }

    @Override
    public String nameOf(Request request) {
        return route(request).map(Route::name).orElse("unknown");
    }

    @Override
    public void note(Request request, Answer told) {
        notes.add(nameOf(request), request, told);
    }

    @Override
    public Answer answer(Request request) {
        var requestId = UUID.randomUUID().toString();
        var clientRequestId = request.header("client-request-id").orElse(requestId);
        var headers = new LinkedHashMap<String, String>();
        headers.put("request-id", requestId);
        headers.put("client-request-id", clientRequestId);
        headers.put("OData-Version", "4.0");
        try {
            return answerOrRefuse(request).with(headers);
        } catch (GraphRefusal refusal) {
            var body = ODataErrors.body(refusal, requestId, clientRequestId, clock.instant());
            notes.problems(nameOf(request), GraphSchema.shared().errorProblems(body));
            if (refusal.status() == 401) {
                headers.put("WWW-Authenticate", "Bearer realm=\"\"");
            }
            return Answer.json(refusal.status(), body).with(headers);
        }
    }

    private Answer answerOrRefuse(Request request) {
        var caller = caller(request);
        var route = route(request).orElseThrow(() -> noSuchCall(request));
        if (!caller.mayAnyOf(Permissions.of(route.template(), route.method()))) {
            throw GraphRefusal.denied();
        }
        refuseUnknownOptions(request, route);
        var graphRequest =
                new GraphRequest(
                        request,
                        caller,
                        route.names(path(request)),
                        body(request, route),
                        root(request),
                        clock.instant().minus(timing.get().readLag()));
        return route.work()
                .apply(graphRequest)
                .map(body -> checked(route, body))
                .orElse(Answer.empty(204));
    }

    private Caller caller(Request request) {
        var header = request.header("Authorization").orElse("");
        if (!header.startsWith("Bearer ") || header.substring(7).isBlank()) {
            throw GraphRefusal.invalidToken("Access token is empty.");
        }
        var token = header.substring(7).trim();
        return fixedToken
                .filter(SecretText.of(token)::equals)
                .flatMap(_ -> tenant.desk())
                .map(desk -> new Caller(desk.appId(), Optional.of(desk.id()), desk.roles()))
                .orElseGet(() -> tokens.read(token, AccessTokens.GRAPH));
    }

    private Optional<Route> route(Request request) {
        return routes.stream()
                .filter(route -> route.method().equals(request.method()))
                .filter(_ -> request.path().startsWith(VERSION + "/"))
                .filter(route -> route.matches(path(request)))
                .findFirst();
    }

    private GraphRefusal noSuchCall(Request request) {
        if (!request.path().startsWith(VERSION + "/")) {
            return GraphRefusal.malformed(
                    "Invalid version: " + request.path().split("/", -1)[1] + ".");
        }
        if (routes.stream().anyMatch(route -> route.matches(path(request)))) {
            return new GraphRefusal(
                    405,
                    "Request_BadRequest",
                    "Specified HTTP method is not allowed for the request target.");
        }
        var segment = path(request).substring(path(request).lastIndexOf('/') + 1);
        return GraphRefusal.malformed("Resource not found for the segment '" + segment + "'.");
    }

    private static void refuseUnknownOptions(Request request, Route route) {
        for (var option : request.query().keySet()) {
            if (!route.options().contains(option)) {
                throw GraphRefusal.unsupportedQuery(
                        "The query option '" + option + "' is not supported for this request.");
            }
        }
    }

    private JsonNode body(Request request, Route route) {
        if (!route.method().equals("POST")) {
            return MissingNode.getInstance();
        }
        var body = parse(request);
        var problems = GraphSchema.shared().requestProblems(route.described(), "post", body);
        if (!problems.isEmpty()) {
            notes.problems("request " + route.name(), problems);
            throw GraphRefusal.malformed(
                    "The body does not fit the parameters of this action: "
                            + String.join(", ", problems));
        }
        return body;
    }

    private static JsonNode parse(Request request) {
        if (request.body().isEmpty()) {
            throw GraphRefusal.malformed("Empty Payload. JSON content expected.");
        }
        var isJson =
                request.header("Content-Type").filter(type -> type.startsWith("application/json"));
        try {
            var body = JSON.readTree(request.body());
            if (isJson.isPresent() && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static GraphRefusal unreadable() {
        return GraphRefusal.malformed(
                "Unable to read JSON request payload. Please ensure Content-Type header is set and"
                        + " payload is of valid JSON format.");
    }

    private Answer checked(Route route, JsonNode body) {
        notes.problems(
                "response of " + route.name(),
                GraphSchema.shared()
                        .responseProblems(
                                route.described(),
                                route.method().toLowerCase(java.util.Locale.ROOT),
                                body));
        var metadata =
                "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
        return Answer.json(200, body).with(Map.of("Content-Type", metadata));
    }

    private static String path(Request request) {
        return request.path().substring(VERSION.length());
    }

    private static String root(Request request) {
        return "http://" + request.header("Host").orElse("127.0.0.1") + VERSION;
    }
}
