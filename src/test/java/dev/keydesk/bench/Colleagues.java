package dev.keydesk.bench;

import dev.keydesk.config.ChannelId;
import dev.keydesk.sandbox.slack.Workspace;
import dev.keydesk.sandbox.slack.WorkspaceMember;

import java.util.List;
import java.util.stream.IntStream;

/** As many engineers as call at once, one approver, and a channel with all of them in it. */
record Colleagues(
        Workspace workspace,
        List<WorkspaceMember> all,
        WorkspaceMember approver,
        ChannelId channel) {
    static Colleagues so(int many) {
        var workspace = new Workspace();
        var engineers =
                IntStream.range(0, many)
                        .mapToObj(number -> workspace.person("engineer" + number))
                        .toList();
        var approver = workspace.person("approver");
        var channel = workspace.channel("approvals", true);
        workspace.inviteBot(channel);
        workspace.join(channel, approver.id());
        engineers.forEach(engineer -> workspace.join(channel, engineer.id()));
        return new Colleagues(workspace, engineers, approver, channel);
    }
}
