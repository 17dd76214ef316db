package dev.keydesk.sandbox.slack;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pretend workspace: people, channels and user groups, with our bot among them.
 *
 * <p>Everything may be added and altered at any time and from any thread; what is handed out is a
 * picture of that moment.
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

    public Workspace() {
        this(Optional.empty());
    }

    private Workspace(Optional<Enterprise> enterprise) {
        this.enterprise = enterprise;
        this.botUser = add("keydesk", MemberKind.BOT, teamId).id();
    }

    /** A workspace of an Enterprise Grid organisation. */
    public static Workspace onEnterpriseGrid() {
        return new Workspace(Optional.of(new Enterprise(new Ids().next("E"), "Example Group")));
    }

    public String teamId() {
        return teamId;
    }

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

    /** The user our bot is in this workspace. */
    public UserId botUser() {
        return botUser;
    }

    /** A full member joins. */
    public WorkspaceMember person(String name) {
        return add(name, MemberKind.MEMBER, teamId);
    }

    /** A multi-channel guest joins. */
    public WorkspaceMember guest(String name) {
        return add(name, MemberKind.GUEST, teamId);
    }

    public WorkspaceMember singleChannelGuest(String name) {
        return add(name, MemberKind.SINGLE_CHANNEL_GUEST, teamId);
    }

    /** Somebody of another company, met through Slack Connect. */
    public WorkspaceMember stranger(String name) {
        return add(name, MemberKind.STRANGER, otherTeamId);
    }

    /** Somebody of the same organisation whose home is another of its workspaces. */
    public WorkspaceMember colleague(String name) {
        if (enterprise.isEmpty()) {
            throw new IllegalStateException("only an Enterprise Grid has other workspaces");
        }
        return add(name, MemberKind.COLLEAGUE, otherTeamId);
    }

    /** Another company's bot. */
    public WorkspaceMember bot(String name) {
        return add(name, MemberKind.BOT, teamId);
    }

    public void deactivate(UserId who) {
        members.alter(who, member -> member.deactivated(true));
    }

    public void reactivate(UserId who) {
        members.alter(who, member -> member.deactivated(false));
    }

    public void makeGuest(UserId who) {
        members.alter(who, member -> member.as(MemberKind.GUEST));
    }

    public void makeFullMember(UserId who) {
        members.alter(who, member -> member.as(MemberKind.MEMBER));
    }

    /** Somebody calls themselves something else; their address stays. */
    public void rename(UserId who, String name) {
        members.alter(who, member -> member.called(name));
    }

    public void rename(ChannelId channel, String name) {
        channels.alter(channel, was -> was.called(name));
    }

    public void changeEmail(UserId who, Optional<String> email) {
        members.alter(who, member -> member.reachableAt(email));
    }

    /** An administrator has changed the address of this account, and nobody has confirmed it. */
    public void leaveEmailUnconfirmed(UserId who) {
        members.alter(who, member -> member.emailConfirmed(false));
    }

    public void confirmEmail(UserId who) {
        members.alter(who, member -> member.emailConfirmed(true));
    }

    /** A new channel, with nobody in it yet. */
    public ChannelId channel(String name, boolean isPrivate) {
        var kind = isPrivate ? Channel.Kind.PRIVATE : Channel.Kind.PUBLIC;
        return add(ids.next("C"), name, kind, List.of());
    }

    public void join(ChannelId channel, UserId... users) {
        for (UserId user : users) {
            channels.alter(channel, was -> was.joinedBy(user));
        }
    }

    public void leave(ChannelId channel, UserId user) {
        channels.alter(channel, was -> was.leftBy(user));
    }

    public void inviteBot(ChannelId channel) {
        join(channel, botUser);
    }

    public void kickBot(ChannelId channel) {
        leave(channel, botUser);
    }

    /** Another company reads along from now on. */
    public void shareExternally(ChannelId channel) {
        channels.alter(channel, was -> was.shared(Channel.Sharing.EXTERNAL));
    }

    /** Another company has been invited to read along. */
    public void offerToShare(ChannelId channel) {
        channels.alter(channel, was -> was.shared(Channel.Sharing.PENDING));
    }

    public void shareInOrganisation(ChannelId channel) {
        channels.alter(channel, was -> was.shared(Channel.Sharing.ORGANISATION));
    }

    public void stopSharing(ChannelId channel) {
        channels.alter(channel, was -> was.shared(Channel.Sharing.NONE));
    }

    public void archive(ChannelId channel) {
        channels.alter(channel, was -> was.archived(true));
    }

    public void unarchive(ChannelId channel) {
        channels.alter(channel, was -> was.archived(false));
    }

    public UserGroupId userGroup(String handle, UserId... users) {
        var id = new UserGroupId(ids.next("S"));
        return groups.add(id, new UserGroup(id, handle, List.of(users), false)).id();
    }

    public void addToGroup(UserGroupId group, UserId user) {
        groups.alter(
                group,
                was -> {
                    var all = new ArrayList<>(was.members());
                    all.add(user);
                    return new UserGroup(was.id(), was.handle(), all, was.disabled());
                });
    }

    public void removeFromGroup(UserGroupId group, UserId user) {
        groups.alter(
                group,
                was -> {
                    var rest = was.members().stream().filter(id -> !id.equals(user)).toList();
                    return new UserGroup(was.id(), was.handle(), rest, was.disabled());
                });
    }

    public void disableGroup(UserGroupId group) {
        groups.alter(group, was -> new UserGroup(was.id(), was.handle(), was.members(), true));
    }

    public List<WorkspaceMember> members() {
        return members.all();
    }

    public Optional<WorkspaceMember> member(UserId id) {
        return members.find(id);
    }

    public List<Channel> channels() {
        return channels.all();
    }

    public Optional<Channel> channel(ChannelId id) {
        return channels.find(id);
    }

    public List<UserGroup> groups() {
        return groups.all();
    }

    public Optional<UserGroup> group(UserGroupId id) {
        return groups.find(id);
    }

    /** The DM between our bot and this person; the first look makes it. */
    public synchronized ChannelId dm(UserId who) {
        return channels.all().stream()
                .filter(channel -> channel.isDm() && channel.holds(who) && channel.holds(botUser))
                .findFirst()
                .map(Channel::id)
                .orElseGet(() -> dmBetween(who, botUser));
    }

    /** A DM between two people; our bot cannot see those of others. */
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
