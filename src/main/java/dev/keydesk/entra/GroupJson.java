package dev.keydesk.entra;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads a group, and the ids of the groups that a person belongs to. */
final class GroupJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final String[] SELECT = {"id", "displayName"};

    private GroupJson() {}

    static EntraGroup group(InputStream in) throws IOException {
        var json = JSON.readTree(in);
        return new EntraGroup(
                JsonFields.id(json.path("id")), JsonFields.text(json.path("displayName")));
    }

    static List<UUID> memberships(InputStream in) throws IOException {
        var ids = new ArrayList<UUID>();
        for (var id : JsonFields.list(JSON.readTree(in))) {
            ids.add(JsonFields.id(id));
        }
        return List.copyOf(ids);
    }
}
