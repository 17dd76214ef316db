package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Simulates login.microsoftonline.com: signs apps in with a client secret or a client assertion,
 * and refuses with Microsoft's numbers. It signs in every app of the tenant, so that a secret can
 * be tried.
 */
final class TokenEndpoint implements MicrosoftSite {
    private static final Pattern TOKEN_PATH = Pattern.compile("/([^/]+)/oauth2/v2\\.0/token");
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Tenant tenant;
    private final InstantSource clock;
    private final SignInRule rule;
    private final AccessTokens tokens;
    private final Runnable afterwards;

    TokenEndpoint(
            Tenant tenant,
            InstantSource clock,
            SignInRule rule,
            AccessTokens tokens,
            Runnable afterwards) {
        this.tenant = tenant;
        this.clock = clock;
        this.rule = rule;
        this.tokens = tokens;
        this.afterwards = afterwards;
    }

    @Override
    public String nameOf(EntraHttpRequest request) {
        return TOKEN_PATH.matcher(request.path()).matches() ? "token" : "discovery";
    }

    @Override
    public EntraHttpAnswer answer(EntraHttpRequest request) {
        var path = TOKEN_PATH.matcher(request.path());
        if (!path.matches()) {
            return Discovery.answer(request);
        }
        if (!request.method().equals("POST")) {
            return refuse(request, Aadsts.onlyPost());
        }
        var grant = new ClientCredentialsGrant(EntraHttpRequest.form(request.body()));
        var answer =
                switch (grant.signIn(path.group(1), rule)) {
                    case SignInResult.Accepted(String appId) -> token(appId, grant.audience());
                    case SignInResult.Refused refused -> refuse(request, refused);
                };
        return request.header("client-request-id")
                .map(id -> answer.withHeaders(Map.of("client-request-id", id)))
                .orElse(answer);
    }

    /** Nothing of a sign-in is kept, because its body is a secret. */
    @Override
    public void note(EntraHttpRequest request, EntraHttpAnswer told) {
        afterwards.run();
    }

    private EntraHttpAnswer token(String appId, String audience) {
        var principal = tenant.servicePrincipalOf(appId);
        var roles = principal.map(ServicePrincipal::roles).orElse(Set.of());
        var caller = new Caller(appId, principal.map(ServicePrincipal::id), roles);
        // Microsoft reports one second less than the token is valid.
        long seconds = AccessTokens.LIFETIME.toSeconds() - 1;
        return EntraHttpAnswer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("token_type", "Bearer")
                        .put("expires_in", seconds)
                        .put("ext_expires_in", seconds)
                        .put("access_token", tokens.issue(caller, audience)));
    }

    private EntraHttpAnswer refuse(EntraHttpRequest request, SignInResult.Refused refused) {
        return EntraHttpAnswer.json(refused.status(), body(request, refused));
    }

    private JsonNode body(EntraHttpRequest request, SignInResult.Refused refused) {
        var trace = UUID.randomUUID().toString();
        var correlation = request.header("client-request-id").orElse(trace);
        var timestamp = TIMESTAMP.format(clock.instant());
        var description =
                "%s Trace ID: %s Correlation ID: %s Timestamp: %s"
                        .formatted(refused, trace, correlation, timestamp);
        var body = JsonNodeFactory.instance.objectNode();
        body.put("error", refused.error());
        body.put("error_description", description);
        body.putArray("error_codes").add(refused.code());
        body.put("timestamp", timestamp);
        body.put("trace_id", trace);
        body.put("correlation_id", correlation);
        body.put("error_uri", "https://login.microsoftonline.com/error?code=" + refused.code());
        return body;
    }
}
