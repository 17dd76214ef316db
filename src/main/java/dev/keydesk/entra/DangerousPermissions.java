package dev.keydesk.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The application permissions of Microsoft Graph, Exchange Online and SharePoint Online that need
 * special care. The list is a file in the jar, and each entry names its source. Permissions that
 * only read the directory are not in it.
 */
public final class DangerousPermissions {
    private static final String FILE = "dangerous-permissions.json";

    private final List<DangerousPermission> all;

    private DangerousPermissions(List<DangerousPermission> all) {
        this.all = List.copyOf(all);
    }

    /** The list that this version of Keydesk ships. */
    public static DangerousPermissions shipped() {
        return Shipped.LIST;
    }

    private static final class Shipped {
        private static final DangerousPermissions LIST = read();

        private static DangerousPermissions read() {
            try (var in = DangerousPermissions.class.getResourceAsStream(FILE)) {
                return DangerousPermissions.read(Objects.requireNonNull(in, FILE));
            } catch (IOException broken) {
                throw new UncheckedIOException(FILE, broken);
            }
        }
    }

    /**
     * Reads a list.
     *
     * @throws IOException if it is no JSON
     * @throws IllegalArgumentException if an entry lacks something, is not dated, or is there
     *     twice; the message names the entry
     */
    static DangerousPermissions read(InputStream in) throws IOException {
        var permissions = new ArrayList<DangerousPermission>();
        var keys = new HashSet<List<UUID>>();
        for (var api : new ObjectMapper().readTree(in).path("apis")) {
            for (var json : api.path("permissions")) {
                var permission = permission(api, json);
                if (!keys.add(List.of(permission.api(), permission.id()))) {
                    throw new IllegalArgumentException("twice in the list: " + json);
                }
                permissions.add(permission);
            }
        }
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("an empty list");
        }
        return new DangerousPermissions(permissions);
    }

    private static DangerousPermission permission(JsonNode api, JsonNode json) {
        try {
            return new DangerousPermission(
                    JsonFields.id(api.path("id")),
                    text(api, "name"),
                    JsonFields.id(json.path("id")),
                    text(json, "name"),
                    text(json, "why"),
                    URI.create(text(json, "source")),
                    LocalDate.parse(text(json, "checked_on")));
        } catch (AppJson.Unreadable | DateTimeException | IllegalArgumentException broken) {
            throw new IllegalArgumentException("not readable: " + json, broken);
        }
    }

    private static String text(JsonNode json, String field) throws AppJson.Unreadable {
        return JsonFields.text(json.path(field)).orElseThrow(AppJson.Unreadable::new);
    }

    /**
     * Returns the entry for this permission. Only IDs are compared. If the API of the permission is
     * unknown, an entry of any API with the permission's ID is returned.
     */
    public Optional<DangerousPermission> find(AppPermission permission) {
        return all.stream()
                .filter(entry -> entry.id().equals(permission.id()))
                .filter(entry -> permission.api().filter(api -> !api.equals(entry.api())).isEmpty())
                .findFirst();
    }

    /** Returns all entries, in the order of the file. */
    public List<DangerousPermission> all() {
        return all;
    }
}
