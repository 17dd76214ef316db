package dev.keydesk.sandbox.slack;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A simulated workspace: people, channels and user groups, with Keydesk's bot among them.
 *
 * <p>Everything may be added and changed at any time and from any thread; returned values are
 * snapshots.
 */
public final class Workspace {
    private static final String TIME_ZONE = "Europe/Amsterdam";

    private final Ids ids = new Ids();
    private final Changes changes = new Changes();
    private final String teamId = ids.next("T");
    private final String otherTeamId = ids.next("T");
    private final String appId = ids.next("A");
    private final String botId = ids.next("B");
    private final Optional<Enterprise> enterprise;
    private final KeyedEntries<UserId, WorkspaceMember> members = new KeyedEntries<>(changes);
    private final KeyedEntries<ChannelId, Channel> channels = new KeyedEntries<>(changes);
    private final KeyedEntries<UserGroupId, UserGroup> groups = new KeyedEntries<>(changes);
    private final UserId botUser;

    /** A workspace without an organisation. */
    public Workspace() {
        this(Optional.empty());
    }

    private Workspace(Optional<Enterprise> enterprise) {
        this.enterprise = enterprise;
        this.botUser = add("keydesk", MemberKind.BOT, teamId).id();
    }

    /** Returns a workspace of an Enterprise Grid organisation. */
    public static Workspace onEnterpriseGrid() {
        return new Workspace(Optional.of(new Enterprise(new Ids().next("E"), "Example Group")));
    }

    public String teamId() {
        return teamId;
    }

    /** Returns the workspace's domain. */
    public String domain() {
        return "example";
    }

    public Optional<Enterprise> enterprise() {
        return enterprise;
    }

    public String appId() {
        return appId;
    }

    public String botId() {
        return botId;
    }

    /** Returns Keydesk's bot user in this workspace. */
    public UserId botUser() {
        return botUser;
    }

    /** Adds a full member. */
    public WorkspaceMember person(String name) {
        return add(name, MemberKind.MEMBER, teamId);
    }

    /** Adds a multi-channel guest. */
    public WorkspaceMember guest(String name) {
        return add(name, MemberKind.GUEST, teamId);
    }

    /** Adds a single-channel guest. */
    public WorkspaceMember singleChannelGuest(String name) {
        return add(name, MemberKind.SINGLE_CHANNEL_GUEST, teamId);
    }

    /** Adds a person of another company, known through Slack Connect. */
    public WorkspaceMember stranger(String name) {
        return add(name, MemberKind.STRANGER, otherTeamId);
    }

    /** Adds a person of the same organisation who belongs to another of its workspaces. */
    public WorkspaceMember colleague(String name) {
        if (enterprise.isEmpty()) {
            throw new IllegalStateException("only an Enterprise Grid has other workspaces");
        }
        return add(name, MemberKind.COLLEAGUE, otherTeamId);
    }

    /** Adds another bot. */
    public WorkspaceMember bot(String name) {
        return add(name, MemberKind.BOT, teamId);
    }

    /** Deactivates an account. */
    public void deactivate(UserId who) {
        members.alter(who, member -> member.deactivated(true));
    }

    /** Reactivates an account. */
    public void reactivate(UserId who) {
        members.alter(who, member -> member.deactivated(false));
    }

    /** Turns a member into a guest. */
    public void makeGuest(UserId who) {
        members.alter(who, member -> member.withKind(MemberKind.GUEST));
    }

    /** Turns a guest into a full member. */
    public void makeFullMember(UserId who) {
        members.alter(who, member -> member.withKind(MemberKind.MEMBER));
    }

    /** Changes a person's name; the address stays. */
    public void rename(UserId who, String name) {
        members.alter(who, member -> member.called(name));
    }

    /** Changes a channel's name. */
    public void rename(ChannelId channel, String name) {
        channels.alter(channel, was -> was.called(name));
    }

    /** Changes or removes a person's e-mail address. */
    public void changeEmail(UserId who, Optional<String> email) {
        members.alter(who, member -> member.reachableAt(email));
    }

    /** An administrator changes the account's address, and nobody confirms it. */
    public void leaveEmailUnconfirmed(UserId who) {
        members.alter(who, member -> member.emailConfirmed(false));
    }

    /** Confirms the account's address. */
    public void confirmEmail(UserId who) {
        members.alter(who, member -> member.emailConfirmed(true));
    }

    /** Adds a channel without members. */
    public ChannelId channel(String name, boolean isPrivate) {
        var kind = isPrivate ? Channel.Kind.PRIVATE : Channel.Kind.PUBLIC;
        return add(ids.next("C"), name, kind, List.of());
    }

    /** Adds people to a channel. */
    public void join(ChannelId channel, UserId... users) {
        for (UserId user : users) {
            channels.alter(channel, was -> was.joinedBy(user));
        }
    }

    /** Removes a person from a channel. */
    public void leave(ChannelId channel, UserId user) {
        channels.alter(channel, was -> was.leftBy(user));
    }

    /** Adds the bot to a channel. */
    public void inviteBot(ChannelId channel) {
        join(channel, botUser);
    }

    /** Removes the bot from a channel. */
    public void kickBot(ChannelId channel) {
        leave(channel, botUser);
    }

    /** Shares a channel with another company. */
    public void shareExternally(ChannelId channel) {
        channels.alter(channel, was -> was.shared(Channel.Sharing.EXTERNAL));
    }

    /** Invites another company to a channel. */
    public void offerToShare(ChannelId channel) {
        channels.alter(channel, was -> was.shared(Channel.Sharing.PENDING));
    }

    /** Shares a channel within the organisation. */
    public void shareInOrganisation(ChannelId channel) {
        channels.alter(channel, was -> was.shared(Channel.Sharing.ORGANISATION));
    }

    /** Ends the sharing of a channel. */
    public void stopSharing(ChannelId channel) {
        channels.alter(channel, was -> was.shared(Channel.Sharing.NONE));
    }

    /** Archives a channel. */
    public void archive(ChannelId channel) {
        channels.alter(channel, was -> was.archived(true));
    }

    /** Unarchives a channel. */
    public void unarchive(ChannelId channel) {
        channels.alter(channel, was -> was.archived(false));
    }

    /** Adds a user group. */
    public UserGroupId userGroup(String handle, UserId... users) {
        var id = new UserGroupId(ids.next("S"));
        return groups.add(id, new UserGroup(id, handle, List.of(users), false)).id();
    }

    /** Adds a person to a group. */
    public void addToGroup(UserGroupId group, UserId user) {
        groups.alter(
                group,
                was -> {
                    var all = new ArrayList<>(was.members());
                    all.add(user);
                    return new UserGroup(was.id(), was.handle(), all, was.disabled());
                });
    }

    /** Removes a person from a group. */
    public void removeFromGroup(UserGroupId group, UserId user) {
        groups.alter(
                group,
                was -> {
                    var rest = was.members().stream().filter(id -> !id.equals(user)).toList();
                    return new UserGroup(was.id(), was.handle(), rest, was.disabled());
                });
    }

    /** Disables a group. */
    public void disableGroup(UserGroupId group) {
        groups.alter(group, was -> new UserGroup(was.id(), was.handle(), was.members(), true));
    }

    /** Returns everybody, in order of arrival. */
    public List<WorkspaceMember> members() {
        return members.all();
    }

    /** Returns a member, if they exist. */
    public Optional<WorkspaceMember> member(UserId id) {
        return members.find(id);
    }

    /** Returns all conversations. */
    public List<Channel> channels() {
        return channels.all();
    }

    /** Returns a conversation, if it exists. */
    public Optional<Channel> channel(ChannelId id) {
        return channels.find(id);
    }

    /** Returns all user groups. */
    public List<UserGroup> groups() {
        return groups.all();
    }

    /** Returns a user group, if it exists. */
    public Optional<UserGroup> group(UserGroupId id) {
        return groups.find(id);
    }

    /** Returns the direct messages of the bot and this person; the first call creates them. */
    public synchronized ChannelId dm(UserId who) {
        return channels.all().stream()
                .filter(channel -> channel.isDm() && channel.holds(who) && channel.holds(botUser))
                .findFirst()
                .map(Channel::id)
                .orElseGet(() -> dmBetween(who, botUser));
    }

    /** Returns the direct messages of two people, which the bot cannot see. */
    public synchronized ChannelId dmBetween(UserId one, UserId other) {
        return add(ids.next("D"), "", Channel.Kind.DM, List.of(one, other));
    }

    void onChange(Runnable listener) {
        changes.listen(listener);
    }

    private WorkspaceMember add(String name, MemberKind memberKind, String team) {
        var id = new UserId(ids.next("U"));
        var email =
                memberKind == MemberKind.BOT
                        ? Optional.<String>empty()
                        : Optional.of(name.replace(' ', '.') + "@example.com");
        return members.add(
                id, new WorkspaceMember(id, name, email, TIME_ZONE, team, memberKind, true, false));
    }

    private ChannelId add(String id, String name, Channel.Kind kind, List<UserId> inIt) {
        var channel = new Channel(new ChannelId(id), name, kind, inIt, false, Channel.Sharing.NONE);
        return channels.add(channel.id(), channel).id();
    }
}
