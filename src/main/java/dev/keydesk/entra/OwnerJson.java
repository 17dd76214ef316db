package dev.keydesk.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the owners of an app registration; there are a hundred at most, which is one page. */
final class OwnerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A guest's name in this tenant, which is nobody's address. */
    private static final String GUEST = "#EXT#";

    private OwnerJson() {}

    static List<AppOwner> owners(InputStream in) throws IOException {
        var list = JSON.readTree(in).path("value");
        if (!list.isArray()) {
            throw new AppJson.Unreadable();
        }
        var owners = new ArrayList<AppOwner>();
        list.forEach(owner -> owners.add(owner(owner)));
        return List.copyOf(owners);
    }

    private static AppOwner owner(JsonNode json) {
        var principalName = text(json, "userPrincipalName").filter(name -> !name.contains(GUEST));
        return new AppOwner(
                text(json, "displayName"),
                text(json, "mail").or(() -> principalName),
                json.path("@odata.type").asText("").endsWith("servicePrincipal"));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field).asText("")).filter(text -> !text.isBlank());
    }
}
