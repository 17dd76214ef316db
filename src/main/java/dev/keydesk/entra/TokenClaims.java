package dev.keydesk.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The claims of a token, for advice only, never for a decision. Microsoft calls Graph's tokens
 * opaque, so one that cannot be read simply has no claims here.
 *
 * @param roles the application permissions
 * @param principal the object id of Keydesk's own service principal
 */
record TokenClaims(Optional<Set<String>> roles, Optional<String> principal) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TokenClaims NONE = new TokenClaims(Optional.empty(), Optional.empty());

    static TokenClaims of(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return NONE;
        }
        try {
            return read(JSON.readTree(Base64.getUrlDecoder().decode(parts[1])));
        } catch (IOException | IllegalArgumentException unreadable) {
            return NONE;
        }
    }

    private static TokenClaims read(JsonNode payload) {
        var roles = new TreeSet<String>();
        payload.path("roles").forEach(role -> roles.add(role.asText()));
        var principal = payload.path("oid").asText("");
        return new TokenClaims(
                payload.isObject() ? Optional.of(roles) : Optional.empty(),
                Optional.of(principal).filter(id -> id.matches("[0-9A-Fa-f-]{36}")));
    }
}
