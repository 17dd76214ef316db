package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.regex.Pattern;

/**
 * The discovery document for sign-in libraries; azure-identity for Java does not need it, others
 * do.
 */
final class Discovery {
    private static final Pattern CONFIGURATION =
            Pattern.compile("/([^/]+)/v2\\.0/\\.well-known/openid-configuration");

    private Discovery() {}

    static EntraHttpAnswer answer(EntraHttpRequest request) {
        var path = CONFIGURATION.matcher(request.path());
        if (!path.matches() || !request.method().equals("GET")) {
            return EntraHttpAnswer.empty(404);
        }
        var base = "https://" + request.header("Host").orElse("127.0.0.1") + "/" + path.group(1);
        var body = JsonNodeFactory.instance.objectNode();
        body.put("token_endpoint", base + "/oauth2/v2.0/token");
        body.put("authorization_endpoint", base + "/oauth2/v2.0/authorize");
        body.put("issuer", base + "/v2.0");
        body.put("jwks_uri", base + "/discovery/v2.0/keys");
        body.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("private_key_jwt");
        body.putArray("response_types_supported").add("code");
        body.putArray("subject_types_supported").add("pairwise");
        body.putArray("id_token_signing_alg_values_supported").add("RS256");
        return EntraHttpAnswer.json(200, body);
    }
}
