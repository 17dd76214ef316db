package dev.keydesk.sandbox.slack;

import static dev.keydesk.sandbox.slack.ApiMethod.ok;
import static dev.keydesk.sandbox.slack.ApiMethod.reading;
import static dev.keydesk.sandbox.slack.ApiMethod.writing;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.RateLimits.Tier;

import java.util.List;
import java.util.Optional;

/** The methods {@code conversations.*}. */
final class ConversationMethods {
    private final SlackState slackState;
    private final Conversations conversations;

    ConversationMethods(SlackState slackState, Conversations conversations) {
        this.slackState = slackState;
        this.conversations = conversations;
    }

    List<ApiMethod> methods() {
        return List.of(
                reading("conversations.info", Optional.empty(), Tier.TIER_3, this::info),
                reading("conversations.members", Optional.empty(), Tier.TIER_4, this::members),
                writing("conversations.open", Optional.of("im:write"), Tier.TIER_3, this::open));
    }

    private ObjectNode info(ApiRequest request) {
        Channel channel = conversations.known(request.required("channel"));
        conversations.mayRead(channel);
        ObjectNode json = conversations.json(channel);
        if (!request.flag("include_num_members", false)) {
            json.remove("num_members");
        }
        return ok().set("channel", json);
    }

    private ObjectNode members(ApiRequest request) {
        Channel channel = conversations.known(request.required("channel"));
        conversations.mayRead(channel);
        var page = ListedPage.of(channel.members(), request);
        ObjectNode answer = ok();
        var ids = answer.putArray("members");
        page.items().forEach(id -> ids.add(id.value()));
        page.cursorTo(answer);
        return answer;
    }

    private ObjectNode open(ApiRequest request) {
        Optional<String> channel = request.text("channel");
        if (channel.isPresent()) {
            return opened(conversations.known(channel.get()), request);
        }
        String users = request.text("users").orElseThrow(ConversationMethods::noUsers);
        if (users.contains(",")) {
            // A group direct message is another kind of conversation, with scopes of its own.
            throw Refused.missingScope("mpim:write", slackState.installation.get().scopeList());
        }
        WorkspaceMember member =
                slackState
                        .workspace
                        .member(new UserId(users))
                        .orElseThrow(() -> new Refused("user_not_found"));
        if (member.deactivated()) {
            throw new Refused("user_disabled");
        }
        if (member.memberKind() == MemberKind.BOT) {
            throw new Refused("user_not_visible");
        }
        var dm = slackState.workspace.dm(member.id());
        return opened(conversations.known(dm.value()), request);
    }

    private ObjectNode opened(Channel channel, ApiRequest request) {
        ObjectNode shown =
                request.flag("return_im", false)
                        ? conversations.json(channel)
                        : Json.object().put("id", channel.id().value());
        return ok().set("channel", shown);
    }

    private static Refused noUsers() {
        return new Refused("users_list_not_supplied");
    }
}
