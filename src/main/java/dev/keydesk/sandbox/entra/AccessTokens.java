package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and reads bearer tokens. They look like Microsoft's, are signed with a key that only this
 * instance has, and are valid for an hour; nothing needs to be stored.
 */
final class AccessTokens {
    static final String GRAPH = "https://graph.microsoft.com";
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String tenantId;
    private final InstantSource clock;
    private final byte[] key = new byte[32];

    AccessTokens(String tenantId, InstantSource clock) {
        this.tenantId = tenantId;
        this.clock = clock;
        // Never the seeded generator: a token must stay unguessable in any sandbox.
        RandomGenerator random = new SecureRandom();
        random.nextBytes(key);
    }

    String issue(Caller caller, String audience) {
        var now = clock.instant();
        var claims = JsonNodeFactory.instance.objectNode();
        claims.put("aud", audience);
        claims.put("iss", "https://sts.windows.net/" + tenantId + "/");
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("appid", caller.appId());
        claims.put("idtyp", "app");
        caller.objectId().ifPresent(id -> claims.put("oid", id));
        caller.roles().stream().sorted().forEach(role -> claims.withArray("/roles").add(role));
        claims.put("tid", tenantId);
        claims.put("uti", UUID.randomUUID().toString());
        var header = JsonNodeFactory.instance.objectNode().put("typ", "JWT").put("alg", "HS256");
        var signed = encode(header) + "." + encode(claims);
        return signed + "." + BASE64.encodeToString(sign(signed));
    }

    /**
     * Returns the app for which the token was issued.
     *
     * @throws GraphRefusal 401, if the token is not valid, not for this audience, or expired
     */
    Caller read(String token, String audience) {
        var claims = claimsOf(token);
        if (!claims.path("aud").asText().equals(audience)) {
            throw GraphRefusal.invalidToken("Access token validation failure. Invalid audience.");
        }
        if (!clock.instant().isBefore(Instant.ofEpochSecond(claims.path("exp").asLong()))) {
            throw GraphRefusal.invalidToken("Lifetime validation failed, the token is expired.");
        }
        return new Caller(
                claims.path("appid").asText(),
                Optional.ofNullable(claims.get("oid")).map(JsonNode::asText),
                rolesOf(claims));
    }

    private JsonNode claimsOf(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw GraphRefusal.invalidToken(
                    "IDX14100: JWT is not well formed, there are no dots (.).");
        }
        try {
            var given = Base64.getUrlDecoder().decode(parts[2]);
            if (MessageDigest.isEqual(sign(parts[0] + "." + parts[1]), given)) {
                return JSON.readTree(
                        new String(
                                Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw GraphRefusal.invalidToken("CompactToken parsing failed.");
        }
        throw GraphRefusal.invalidToken("Access token validation failure. Signature is invalid.");
    }

    private static Set<String> rolesOf(JsonNode claims) {
        var roles = new LinkedHashSet<String>();
        claims.path("roles").forEach(role -> roles.add(role.asText()));
        return roles;
    }

    private static String encode(JsonNode json) {
        return BASE64.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] sign(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
