package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.SecretText;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The entry to the simulated Graph. Every call passes the same checks in the same order: token,
 * path, permission, options, body; only then is it done. Requests and answers are compared with
 * Microsoft's schema.
 */
final class GraphEndpoint implements MicrosoftSite {
    private static final String BEARER = "Bearer ";
    private static final Map<String, String> JSON =
            Map.of(
                    "Content-Type",
                    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8");

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Router router;
    private final Tenant tenant;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final Supplier<Timing> timing;
    private final CallNotes notes;
    private final MalformedApps malformedApps = new MalformedApps();
    private volatile int largestPage = Listing.LARGEST_PAGE;
    private volatile Optional<SecretText> fixedToken = Optional.empty();

    GraphEndpoint(
            List<Route> routes,
            Tenant tenant,
            AccessTokens tokens,
            InstantSource clock,
            Supplier<Timing> timing,
            CallNotes notes) {
        this.router = new Router(routes);
        this.tenant = tenant;
        this.tokens = tokens;
        this.clock = clock;
        this.timing = timing;
        this.notes = notes;
    }

    MalformedApps malformedApps() {
        return malformedApps;
    }

    void setLargestPage(int items) {
        largestPage = items;
    }

    void acceptAsDesk(SecretText token) {
        fixedToken = Optional.of(token);
    }

    @Override
    public String nameOf(EntraHttpRequest request) {
        return router.find(request).map(Route::name).orElse("unknown");
    }

    @Override
    public void note(EntraHttpRequest request, EntraHttpAnswer told) {
        notes.add(nameOf(request), request, told);
    }

    @Override
    public EntraHttpAnswer answer(EntraHttpRequest request) {
        var requestId = UUID.randomUUID().toString();
        var clientRequestId = request.header("client-request-id").orElse(requestId);
        var headers = new LinkedHashMap<String, String>();
        headers.put("request-id", requestId);
        headers.put("client-request-id", clientRequestId);
        headers.put("OData-Version", "4.0");
        headers.put("Date", HTTP_DATE.format(clock.instant()));
        try {
            return answerOrRefuse(request).withHeaders(headers);
        } catch (GraphRefusal refusal) {
            if (refusal.status() == 401) {
                headers.put("WWW-Authenticate", "Bearer realm=\"\"");
            }
            refusal.retryAfter()
                    .ifPresent(
                            wait -> headers.put("Retry-After", String.valueOf(wait.toSeconds())));
            var body = ODataErrors.body(refusal, requestId, clientRequestId, clock.instant());
            notes.problems(
                    "refusal of " + nameOf(request), GraphSchema.shared().errorProblems(body));
            return EntraHttpAnswer.json(refusal.status(), body).withHeaders(headers);
        }
    }

    private EntraHttpAnswer answerOrRefuse(EntraHttpRequest request) {
        var caller = caller(request);
        var route = router.get(request);
        if (!caller.mayAnyOf(Permissions.of(route.template(), route.method()))) {
            throw GraphRefusal.denied();
        }
        refuseUnknownOptions(request, route);
        var body = RequestBody.read(request, route, notes);
        var asOf = clock.instant().minus(timing.get().readLag());
        var names = route.names(Router.path(request));
        return route.work()
                .apply(new GraphRequest(request, caller, names, body, asOf, largestPage))
                .map(answer -> checked(route, answer))
                .orElse(EntraHttpAnswer.empty(204));
    }

    private Caller caller(EntraHttpRequest request) {
        var header = request.header("Authorization").orElse("");
        if (!header.startsWith(BEARER) || header.substring(BEARER.length()).isBlank()) {
            throw GraphRefusal.invalidToken("Access token is empty.");
        }
        var token = header.substring(BEARER.length()).trim();
        return fixedToken
                .filter(SecretText.of(token)::equals)
                .flatMap(_ -> tenant.desk())
                .map(desk -> new Caller(desk.appId(), Optional.of(desk.id()), desk.roles()))
                .orElseGet(() -> tokens.read(token, AccessTokens.GRAPH));
    }

    private static void refuseUnknownOptions(EntraHttpRequest request, Route route) {
        for (var option : request.query().keySet()) {
            if (!route.options().contains(option)) {
                throw GraphRefusal.unsupportedQuery(
                        "The query option '" + option + "' is not supported for this request.");
            }
        }
    }

    private EntraHttpAnswer checked(Route route, JsonNode body) {
        var problems = GraphSchema.shared().responseProblems(route.described(), route.verb(), body);
        notes.problems("answer to " + route.name(), problems);
        return malformedApps
                .applyTo(body)
                .map(told -> EntraHttpAnswer.json(200, told).withHeaders(JSON))
                .orElseGet(() -> EntraHttpAnswer.empty(500));
    }
}
