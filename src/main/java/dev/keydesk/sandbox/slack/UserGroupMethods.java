package dev.keydesk.sandbox.slack;

import static dev.keydesk.sandbox.slack.ApiMethod.ok;
import static dev.keydesk.sandbox.slack.ApiMethod.reading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.UserGroupId;
import dev.keydesk.sandbox.slack.RateLimits.Tier;

import java.util.List;
import java.util.Optional;

/** The methods {@code usergroups.*}. */
final class UserGroupMethods {
    private final SlackState slackState;

    UserGroupMethods(SlackState slackState) {
        this.slackState = slackState;
    }

    List<ApiMethod> methods() {
        var read = Optional.of("usergroups:read");
        return List.of(
                reading("usergroups.list", read, Tier.TIER_2, this::list),
                reading("usergroups.users.list", read, Tier.TIER_2, this::usersList));
    }

    private ObjectNode list(ApiRequest request) {
        boolean disabledToo = request.flag("include_disabled", false);
        boolean users = request.flag("include_users", false);
        ObjectNode answer = ok();
        ArrayNode all = answer.putArray("usergroups");
        for (UserGroup group : slackState.workspace.groups()) {
            if (disabledToo || !group.disabled()) {
                all.add(json(group, users));
            }
        }
        return answer;
    }

    private ObjectNode usersList(ApiRequest request) {
        UserGroup group =
                slackState
                        .workspace
                        .group(new UserGroupId(request.required("usergroup")))
                        .filter(it -> request.flag("include_disabled", false) || !it.disabled())
                        .orElseThrow(() -> new Refused("no_such_subteam"));
        ObjectNode answer = ok();
        addUsers(answer, group);
        return answer;
    }

    private ObjectNode json(UserGroup group, boolean users) {
        ObjectNode json =
                Json.object()
                        .put("id", group.id().value())
                        .put("team_id", slackState.workspace.teamId())
                        .put("is_usergroup", true)
                        .put("is_subteam", true)
                        .put("name", group.handle())
                        .put("handle", group.handle())
                        .put("is_external", false)
                        .put("date_delete", group.disabled() ? 1 : 0)
                        .put("user_count", group.members().size());
        if (users) {
            addUsers(json, group);
        }
        return json;
    }

    private static void addUsers(ObjectNode json, UserGroup group) {
        ArrayNode users = json.putArray("users");
        group.members().forEach(id -> users.add(id.value()));
    }
}
