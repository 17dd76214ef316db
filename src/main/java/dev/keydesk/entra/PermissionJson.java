package dev.keydesk.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.keydesk.entra.AppPermission.Label;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the permissions that an app asks for, those granted to it, and the names an API gives to
 * its permissions.
 */
final class PermissionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The app role of an assignment that grants access without a permission. */
    private static final UUID NO_PERMISSION = new UUID(0, 0);

    static final String[] SELECT_APP = {"id", "appId", "signInAudience", "requiredResourceAccess"};
    static final String[] SELECT_ID = {"id"};
    static final String[] SELECT_API = {"id", "appId", "displayName", "appRoles"};

    private static final String UNKNOWN_FORM =
            "Entra gave the permissions in a form that this desk does not know.";

    private PermissionJson() {}

    /** The app registration, with the application permissions it asks for. */
    record App(
            String clientId,
            Optional<String> signInAudience,
            EntraFact<List<Requested>> requested) {}

    /** A permission of the API with that application (client) id. */
    record Requested(UUID api, UUID permission) {}

    /** A permission of the API whose service principal has that object id. */
    record Granted(UUID principal, UUID permission) {}

    /** One page of grants, with the link to the next. */
    record Page(List<Granted> grants, Optional<String> next) {}

    /** An API, and the labels of its permissions by their ids. */
    record Api(UUID clientId, UUID principal, Optional<String> name, Map<UUID, Label> permissions) {
        EntraFact<Label> labelOf(UUID permission) {
            return Optional.ofNullable(permissions.get(permission))
                    .<EntraFact<Label>>map(EntraFact.Known::new)
                    .orElseGet(() ->
                            new EntraFact.NotReadable<>(
                                    "The API offers no permission with this ID."));
        }
    }

    static App app(InputStream in) throws IOException {
        var json = JSON.readTree(in);
        return new App(
                JsonFields.id(json.path("appId")).toString(),
                JsonFields.text(json.path("signInAudience")),
                requested(json.path("requiredResourceAccess")));
    }

    /** An unreadable entry makes this list unreadable, but not the rest of the app. */
    private static EntraFact<List<Requested>> requested(JsonNode apis) {
        try {
            if (!apis.isArray()) {
                throw new AppJson.Unreadable();
            }
            var requested = new ArrayList<Requested>();
            for (var api : apis) {
                for (var permission : permissions(api)) {
                    if (isForPrograms(permission.path("type"))) {
                        requested.add(
                                new Requested(
                                        JsonFields.id(api.path("resourceAppId")),
                                        JsonFields.id(permission.path("id"))));
                    }
                }
            }
            return new EntraFact.Known<>(List.copyOf(requested));
        } catch (AppJson.Unreadable _) {
            return new EntraFact.NotReadable<>(UNKNOWN_FORM);
        }
    }

    private static JsonNode permissions(JsonNode api) throws AppJson.Unreadable {
        if (!api.path("resourceAccess").isArray()) {
            throw new AppJson.Unreadable();
        }
        return api.path("resourceAccess");
    }

    private static boolean isForPrograms(JsonNode type) throws AppJson.Unreadable {
        return switch (type.asText()) {
            case "Role" -> true;
            case "Scope" -> false;
            default -> throw new AppJson.Unreadable();
        };
    }

    static UUID principal(InputStream in) throws IOException {
        return JsonFields.id(JSON.readTree(in).path("id"));
    }

    static Page grants(InputStream in) throws IOException {
        var answer = JSON.readTree(in);
        var grants = new ArrayList<Granted>();
        for (var grant : JsonFields.list(answer)) {
            var permission = JsonFields.id(grant.path("appRoleId"));
            if (!permission.equals(NO_PERMISSION)) {
                grants.add(new Granted(JsonFields.id(grant.path("resourceId")), permission));
            }
        }
        return new Page(List.copyOf(grants), JsonFields.next(answer));
    }

    /** A permission without a name is left out. */
    static Api api(InputStream in) throws IOException {
        var json = JSON.readTree(in);
        var permissions = new HashMap<UUID, Label>();
        for (var role : json.path("appRoles")) {
            var name = JsonFields.text(role.path("value"));
            if (name.isPresent()) {
                permissions.put(
                        JsonFields.id(role.path("id")),
                        new Label(name.get(), JsonFields.text(role.path("displayName"))));
            }
        }
        return new Api(
                JsonFields.id(json.path("appId")),
                JsonFields.id(json.path("id")),
                JsonFields.text(json.path("displayName")),
                Map.copyOf(permissions));
    }
}
