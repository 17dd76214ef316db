package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.keydesk.config.SecretText;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The form with which an app signs in as itself, and its rules. */
final class ClientCredentialsGrant {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASSERTION_TYPE =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String DEFAULT_SCOPE = "/.default";

    private static final Set<String> ABOUT_PEOPLE =
            Set.of("openid", "profile", "offline_access", "email");

    private final Map<String, String> form;

    ClientCredentialsGrant(Map<String, String> form) {
        this.form = form;
    }

    SignInResult signIn(String tenantId, SignInRule rule) {
        return refusedForm(tenantId)
                .<SignInResult>map(refused -> refused)
                .orElseGet(() -> signInByProof(tenantId, rule));
    }

    /** Returns the resource for which a token is requested, such as Graph. */
    String audience() {
        var scope = scope();
        return scope.substring(0, scope.length() - DEFAULT_SCOPE.length());
    }

    /** Microsoft's libraries add scopes about people; without a person they mean nothing. */
    private String scope() {
        return Arrays.stream(field("scope").split(" ", -1))
                .filter(scope -> !ABOUT_PEOPLE.contains(scope))
                .collect(Collectors.joining(" "));
    }

    private Optional<SignInResult.Refused> refusedForm(String tenantId) {
        for (var name : List.of("grant_type", "client_id", "scope")) {
            if (field(name).isBlank()) {
                return Optional.of(Aadsts.missing(name));
            }
        }
        if (!field("grant_type").equals("client_credentials")) {
            return Optional.of(Aadsts.unsupportedGrant(field("grant_type")));
        }
        if (!scope().endsWith(DEFAULT_SCOPE)) {
            return Optional.of(Aadsts.badScope(field("scope")));
        }
        return audience().equals(AccessTokens.GRAPH)
                ? Optional.empty()
                : Optional.of(Aadsts.unknownResource(audience(), tenantId));
    }

    private SignInResult signInByProof(String tenantId, SignInRule rule) {
        if (!field("client_assertion").isEmpty()) {
            return rule.refusedApp(tenantId, field("client_id"))
                    .<SignInResult>map(refused -> refused)
                    .orElseGet(this::signInByAssertion);
        }
        return field("client_secret").isBlank()
                ? Aadsts.noProof()
                : rule.withSecret(
                        tenantId, field("client_id"), SecretText.of(field("client_secret")));
    }

    // The real Entra checks the signature against the configured certificate or issuer; here every
    // signature is accepted, and only the form is checked.
    private SignInResult signInByAssertion() {
        return field("client_assertion_type").equals(ASSERTION_TYPE)
                        && isWellFormed(field("client_assertion"))
                ? new SignInResult.Accepted(field("client_id"))
                : Aadsts.malformedAssertion();
    }

    private static boolean isWellFormed(String token) {
        var parts = List.of(token.split("\\.", -1));
        if (parts.size() != 3 || parts.getLast().isEmpty()) {
            return false;
        }
        var algorithm = json(parts.get(0)).map(header -> header.path("alg").asText("none"));
        var claims = json(parts.get(1));
        return algorithm.filter(alg -> !alg.equals("none")).isPresent()
                && claims.filter(c -> c.hasNonNull("aud") && c.hasNonNull("iss")).isPresent();
    }

    private static Optional<JsonNode> json(String base64) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
            return Optional.of(JSON.readTree(text));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private String field(String name) {
        return form.getOrDefault(name, "");
    }
}
