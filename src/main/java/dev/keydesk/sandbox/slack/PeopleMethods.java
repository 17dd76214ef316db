package dev.keydesk.sandbox.slack;

import static dev.keydesk.sandbox.slack.ApiMethod.ok;
import static dev.keydesk.sandbox.slack.ApiMethod.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.RateLimits.Tier;

import java.util.List;
import java.util.Optional;

/** The methods {@code auth.test}, {@code bots.info} and {@code users.*}. */
final class PeopleMethods {
    private final SlackState slackState;
    private final Workspace workspace;

    PeopleMethods(SlackState slackState) {
        this.slackState = slackState;
        this.workspace = slackState.workspace;
    }

    List<ApiMethod> methods() {
        var read = Optional.of("users:read");
        return List.of(
                reading("auth.test", Optional.empty(), Tier.HUNDREDS, this::authTest),
                reading("bots.info", read, Tier.TIER_3, this::bot),
                reading("users.info", read, Tier.TIER_4, this::info),
                reading("users.list", read, Tier.TIER_2, this::list),
                reading(
                        "users.lookupByEmail",
                        Optional.of("users:read.email"),
                        Tier.TIER_3,
                        this::lookupByEmail));
    }

    private ObjectNode authTest(ApiRequest request) {
        ObjectNode answer =
                ok().put("url", "https://" + workspace.domain() + ".slack.com/")
                        .put("team", "Example")
                        .put("user", "keydesk")
                        .put("team_id", workspace.teamId())
                        .put("user_id", workspace.botUser().value())
                        .put("bot_id", workspace.botId())
                        .put("is_enterprise_install", false);
        workspace.enterprise().ifPresent(it -> answer.put("enterprise_id", it.id()));
        return answer;
    }

    private ObjectNode bot(ApiRequest request) {
        if (!request.required("bot").equals(workspace.botId())) {
            throw new Refused("bot_not_found");
        }
        ObjectNode answer = ok();
        answer.putObject("bot")
                .put("id", workspace.botId())
                .put("deleted", false)
                .put("name", "keydesk")
                .put("updated", slackState.clock.instant().getEpochSecond())
                .put("app_id", workspace.appId())
                .put("user_id", workspace.botUser().value());
        return answer;
    }

    private ObjectNode info(ApiRequest request) {
        WorkspaceMember member =
                workspace
                        .member(new UserId(request.required("user")))
                        .orElseThrow(() -> new Refused("user_not_found"));
        return ok().set("user", json(member));
    }

    private ObjectNode list(ApiRequest request) {
        var page = ListedPage.of(workspace.members(), request);
        ObjectNode answer = ok();
        var all = answer.putArray("members");
        page.items().forEach(member -> all.add(json(member)));
        answer.put("cache_ts", slackState.clock.instant().getEpochSecond());
        page.cursorTo(answer);
        return answer;
    }

    private ObjectNode lookupByEmail(ApiRequest request) {
        String email = request.required("email");
        WorkspaceMember found =
                workspace.members().stream()
                        .filter(member -> !member.deactivated())
                        .filter(member -> member.memberKind() != MemberKind.STRANGER)
                        .filter(member ->
                                member.email().filter(email::equalsIgnoreCase).isPresent())
                        .findFirst()
                        .orElseThrow(() -> new Refused("users_not_found"));
        return ok().set("user", json(found));
    }

    /** Slack leaves out much about deactivated accounts and people of other companies. */
    private ObjectNode json(WorkspaceMember member) {
        ObjectNode json =
                Json.object()
                        .put("id", member.id().value())
                        .put("team_id", member.teamId())
                        .put("name", member.name())
                        .put("deleted", member.deactivated())
                        .put("is_bot", member.memberKind() == MemberKind.BOT)
                        .put("is_app_user", false)
                        .put("updated", slackState.clock.instant().getEpochSecond());
        if (!member.deactivated()) {
            json.put("real_name", member.name())
                    .put("tz", member.timeZone())
                    .put("is_admin", false)
                    .put("is_owner", false)
                    .put("is_primary_owner", false)
                    .put("is_restricted", isGuest(member))
                    .put(
                            "is_ultra_restricted",
                            member.memberKind() == MemberKind.SINGLE_CHANNEL_GUEST);
        }
        if (member.memberKind() == MemberKind.STRANGER) {
            json.put("is_stranger", true);
        } else if (!member.deactivated() && member.memberKind() != MemberKind.BOT) {
            json.put("is_email_confirmed", member.emailConfirmed());
        }
        if (member.memberKind() == MemberKind.COLLEAGUE
                || member.memberKind() == MemberKind.MEMBER) {
            workspace.enterprise().ifPresent(it -> enterprise(json, member, it));
        }
        profile(json.putObject("profile"), member);
        return json;
    }

    private static boolean isGuest(WorkspaceMember member) {
        return member.memberKind() == MemberKind.GUEST
                || member.memberKind() == MemberKind.SINGLE_CHANNEL_GUEST;
    }

    private void profile(ObjectNode profile, WorkspaceMember member) {
        profile.put("real_name", member.name())
                .put("display_name", member.name())
                .put("real_name_normalized", member.name())
                .put("team", member.teamId());
        boolean mayKnow =
                slackState.installation.get().scopes().contains("users:read.email")
                        && member.memberKind() != MemberKind.STRANGER;
        member.email().filter(_ -> mayKnow).ifPresent(email -> profile.put("email", email));
    }

    private static void enterprise(ObjectNode json, WorkspaceMember member, Enterprise enterprise) {
        json.putObject("enterprise_user")
                .put("id", member.id().value())
                .put("enterprise_id", enterprise.id())
                .put("enterprise_name", enterprise.name())
                .put("is_admin", false)
                .put("is_owner", false)
                .putArray("teams")
                .add(member.teamId());
    }
}
