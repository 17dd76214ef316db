package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.util.Optional;

/** Decides which conversations the bot can see, read and write in. */
final class Conversations {
    private final SlackState slackState;
    private final Workspace workspace;

    Conversations(SlackState slackState) {
        this.slackState = slackState;
        this.workspace = slackState.workspace;
    }

    /**
     * Returns a conversation that the bot may know of; a private one without the bot does not exist
     * for it.
     */
    Channel known(String id) {
        return workspace
                .channel(new ChannelId(id))
                .filter(channel -> channel.kind() == Channel.Kind.PUBLIC || botIsIn(channel))
                .orElseThrow(() -> new Refused("channel_not_found"));
    }

    /**
     * Returns the conversation of a new message; a user id means the direct messages with that
     * person.
     */
    Channel forPosting(String id) {
        Channel channel = known(dmWith(id).map(ChannelId::value).orElse(id));
        if (channel.archived()) {
            throw new Refused("is_archived");
        }
        if (!botIsIn(channel)
                && !slackState.installation.get().scopes().contains("chat:write.public")) {
            throw new Refused("not_in_channel");
        }
        if (channel.isDm() && !slackState.installation.get().messagesTab()) {
            throw new Refused("messages_tab_disabled");
        }
        return channel;
    }

    /** Only the other person in the direct messages can be named by a user id. */
    Optional<ChannelId> dmWith(String id) {
        return workspace
                .member(new UserId(id))
                .filter(member -> member.memberKind() != MemberKind.BOT && !member.deactivated())
                .map(member -> workspace.dm(member.id()));
    }

    void mayRead(Channel channel) {
        String scope =
                switch (channel.kind()) {
                    case PUBLIC -> "channels:read";
                    case PRIVATE -> "groups:read";
                    case DM -> "im:read";
                };
        Installation installation = slackState.installation.get();
        if (!installation.scopes().contains(scope)) {
            throw Refused.missingScope(scope, installation.scopeList());
        }
    }

    boolean botIsIn(Channel channel) {
        return channel.holds(workspace.botUser());
    }

    ObjectNode json(Channel channel) {
        ObjectNode json = Json.object().put("id", channel.id().value());
        if (channel.isDm()) {
            return dm(channel, json);
        }
        boolean external = channel.sharing() == Channel.Sharing.EXTERNAL;
        boolean inOrganisation = channel.sharing() == Channel.Sharing.ORGANISATION;
        boolean isPrivate = channel.kind() == Channel.Kind.PRIVATE;
        json.put("name", channel.name())
                .put("name_normalized", channel.name())
                .put("is_channel", !isPrivate)
                .put("is_group", isPrivate)
                .put("is_im", false)
                .put("is_mpim", false)
                .put("is_private", isPrivate)
                .put("is_archived", channel.archived())
                .put("is_general", false)
                .put("is_shared", external || inOrganisation)
                .put("is_ext_shared", external)
                .put("is_org_shared", inOrganisation)
                .put("is_pending_ext_shared", channel.sharing() == Channel.Sharing.PENDING)
                .put("is_member", botIsIn(channel))
                .put("context_team_id", workspace.teamId())
                .put("num_members", channel.members().size());
        json.putArray("shared_team_ids").add(workspace.teamId());
        return json;
    }

    private ObjectNode dm(Channel channel, ObjectNode json) {
        UserId other =
                channel.members().stream()
                        .filter(id -> !id.equals(workspace.botUser()))
                        .findFirst()
                        .orElseThrow();
        boolean gone = workspace.member(other).map(WorkspaceMember::deactivated).orElse(true);
        return json.put("is_im", true)
                .put("user", other.value())
                .put("is_user_deleted", gone)
                .put("is_archived", channel.archived())
                .put("is_org_shared", false)
                .put("context_team_id", workspace.teamId());
    }
}
