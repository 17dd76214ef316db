package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads of groups: one by its id, and in which of some groups a person is. */
final class GroupCalls {
    /** See https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups */
    private static final int MOST_GROUPS = 20;

    private static final Resource<Group> GROUPS =
            new Resource<>(
                    "groups",
                    List.of("group"),
                    Map.of("id", Group::id, "displayName", Group::displayName),
                    GraphJsonWriter::group);

    private final Tenant tenant;
    private final UserCalls users;

    GroupCalls(Tenant tenant, UserCalls users) {
        this.tenant = tenant;
        this.users = users;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "groups",
                        "/groups/{group-id}",
                        Set.of("$select"),
                        request -> Entity.drawn(request, GROUPS, group(request))),
                Route.post("checkMemberGroups", "/users/{user-id}/checkMemberGroups", this::check));
    }

    private Group group(GraphRequest request) {
        return tenant.groupById(request.objectId())
                .orElseThrow(() -> GraphRefusal.notFound(request.id()));
    }

    private Optional<JsonNode> check(GraphRequest request) {
        if (!Permissions.mayCheckMembers(request.caller())) {
            throw GraphRefusal.denied();
        }
        var user = users.user(request);
        var asked = groupIds(request);
        var all = groupsAround(user.id());
        var body = JsonNodeFactory.instance.objectNode();
        body.put("@odata.context", request.root() + "/$metadata#Collection(Edm.String)");
        var value = body.putArray("value");
        asked.stream().filter(all::contains).forEach(value::add);
        return Optional.of(body);
    }

    /** An invalid id makes the whole call fail; an unknown one is left out of the answer. */
    private static List<String> groupIds(GraphRequest request) {
        var ids = new ArrayList<String>();
        for (var id : request.body().path("groupIds")) {
            ids.add(GraphRequest.objectId(id.asText()));
        }
        if (ids.size() > MOST_GROUPS) {
            // The code is Microsoft's, the text is not.
            throw GraphRefusal.badRequest("Only 20 group ids are allowed in one request.");
        }
        return ids;
    }

    /**
     * Returns in lower case the groups in which the member is, directly or through other groups.
     */
    private Set<String> groupsAround(String member) {
        var inside = new HashSet<String>();
        inside.add(member);
        boolean isMore;
        do {
            isMore = false;
            for (var group : tenant.groups()) {
                isMore |=
                        group.members().stream().anyMatch(inside::contains)
                                && inside.add(group.id());
            }
        } while (isMore);
        inside.remove(member);
        var lower = new HashSet<String>();
        inside.forEach(id -> lower.add(id.toLowerCase(Locale.ROOT)));
        return lower;
    }
}
