package dev.keydesk.sandbox.slack;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
    private final Map<UserId, Member> members = new LinkedHashMap<>();
    private final Map<ChannelId, Channel> channels = new LinkedHashMap<>();
    private final Map<UserGroupId, UserGroup> groups = new LinkedHashMap<>();
    private final UserId botUser;

    public Workspace() {
        this(Optional.empty());
    }

    private Workspace(Optional<Enterprise> enterprise) {
        this.enterprise = enterprise;
        this.botUser = add("keydesk", Standing.BOT, teamId).id();
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
    public Member person(String name) {
        return add(name, Standing.MEMBER, teamId);
    }

    /** A multi-channel guest joins. */
    public Member guest(String name) {
        return add(name, Standing.GUEST, teamId);
    }

    public Member singleChannelGuest(String name) {
        return add(name, Standing.SINGLE_CHANNEL_GUEST, teamId);
    }

    /** Somebody of another company, met through Slack Connect. */
    public Member stranger(String name) {
        return add(name, Standing.STRANGER, otherTeamId);
    }

    /** Somebody of the same organisation whose home is another of its workspaces. */
    public Member colleague(String name) {
        if (enterprise.isEmpty()) {
            throw new IllegalStateException("only an Enterprise Grid has other workspaces");
        }
        return add(name, Standing.COLLEAGUE, otherTeamId);
    }

    /** Another company's bot. */
    public Member bot(String name) {
        return add(name, Standing.BOT, teamId);
    }

    public void deactivate(UserId who) {
        alter(who, member -> member.deactivated(true));
    }

    public void reactivate(UserId who) {
        alter(who, member -> member.deactivated(false));
    }

    public void makeGuest(UserId who) {
        alter(who, member -> member.as(Standing.GUEST));
    }

    public void makeFullMember(UserId who) {
        alter(who, member -> member.as(Standing.MEMBER));
    }

    public void changeEmail(UserId who, Optional<String> email) {
        alter(who, member -> member.reachableAt(email));
    }

    /** A new channel, with nobody in it yet. */
    public ChannelId channel(String name, boolean isPrivate) {
        var kind = isPrivate ? Channel.Kind.PRIVATE : Channel.Kind.PUBLIC;
        return add(new Channel(newChannelId("C"), name, kind, List.of(), false, NOT_SHARED)).id();
    }

    public void join(ChannelId channel, UserId... users) {
        for (UserId user : users) {
            alter(channel, was -> was.joinedBy(user));
        }
    }

    public void leave(ChannelId channel, UserId user) {
        alter(channel, was -> was.leftBy(user));
    }

    public void inviteBot(ChannelId channel) {
        join(channel, botUser);
    }

    public void kickBot(ChannelId channel) {
        leave(channel, botUser);
    }

    /** Another company reads along from now on. */
    public void shareExternally(ChannelId channel) {
        alter(channel, was -> was.shared(Channel.Sharing.EXTERNAL));
    }

    /** Another company has been invited to read along. */
    public void offerToShare(ChannelId channel) {
        alter(channel, was -> was.shared(Channel.Sharing.PENDING));
    }

    public void shareInOrganisation(ChannelId channel) {
        alter(channel, was -> was.shared(Channel.Sharing.ORGANISATION));
    }

    public void stopSharing(ChannelId channel) {
        alter(channel, was -> was.shared(NOT_SHARED));
    }

    public void archive(ChannelId channel) {
        alter(channel, was -> was.archived(true));
    }

    public void unarchive(ChannelId channel) {
        alter(channel, was -> was.archived(false));
    }

    public UserGroupId userGroup(String handle, UserId... users) {
        var group = new UserGroup(newGroupId(), handle, List.of(users), false);
        synchronized (this) {
            groups.put(group.id(), group);
        }
        changes.happened();
        return group.id();
    }

    public void addToGroup(UserGroupId group, UserId user) {
        alter(
                group,
                was -> {
                    var all = new ArrayList<>(was.members());
                    all.add(user);
                    return new UserGroup(was.id(), was.handle(), all, was.disabled());
                });
    }

    public void removeFromGroup(UserGroupId group, UserId user) {
        alter(
                group,
                was -> {
                    var rest = was.members().stream().filter(id -> !id.equals(user)).toList();
                    return new UserGroup(was.id(), was.handle(), rest, was.disabled());
                });
    }

    public void disableGroup(UserGroupId group) {
        alter(group, was -> new UserGroup(was.id(), was.handle(), was.members(), true));
    }

    public synchronized List<Member> members() {
        return List.copyOf(members.values());
    }

    public synchronized Optional<Member> member(UserId id) {
        return Optional.ofNullable(members.get(id));
    }

    public synchronized List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    public synchronized Optional<Channel> channel(ChannelId id) {
        return Optional.ofNullable(channels.get(id));
    }

    public synchronized List<UserGroup> groups() {
        return List.copyOf(groups.values());
    }

    public synchronized Optional<UserGroup> group(UserGroupId id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** The DM between our bot and this person; the first look makes it. */
    public ChannelId dm(UserId who) {
        Channel made;
        synchronized (this) {
            for (Channel channel : channels.values()) {
                if (channel.isDm() && channel.holds(who) && channel.holds(botUser)) {
                    return channel.id();
                }
            }
            var both = List.of(who, botUser);
            made = new Channel(newChannelId("D"), "", Channel.Kind.DM, both, false, NOT_SHARED);
            channels.put(made.id(), made);
        }
        changes.happened();
        return made.id();
    }

    /** A DM between two people, which our bot cannot see. */
    public ChannelId dmBetween(UserId one, UserId other) {
        var both = List.of(one, other);
        var kind = Channel.Kind.DM;
        return add(new Channel(newChannelId("D"), "", kind, both, false, NOT_SHARED)).id();
    }

    void onChange(Runnable listener) {
        changes.listen(listener);
    }

    private static final Channel.Sharing NOT_SHARED = Channel.Sharing.NONE;

    private Member add(String name, Standing standing, String team) {
        var id = new UserId(ids.next("U"));
        var email =
                standing == Standing.BOT
                        ? Optional.<String>empty()
                        : Optional.of(name.replace(' ', '.') + "@example.com");
        var member = new Member(id, name, email, TIME_ZONE, team, standing, false);
        synchronized (this) {
            members.put(id, member);
        }
        changes.happened();
        return member;
    }

    private Channel add(Channel channel) {
        synchronized (this) {
            channels.put(channel.id(), channel);
        }
        changes.happened();
        return channel;
    }

    private void alter(UserId who, UnaryOperator<Member> change) {
        alter(members, who, change);
    }

    private void alter(ChannelId channel, UnaryOperator<Channel> change) {
        alter(channels, channel, change);
    }

    private void alter(UserGroupId group, UnaryOperator<UserGroup> change) {
        alter(groups, group, change);
    }

    private <K, V> void alter(Map<K, V> known, K id, UnaryOperator<V> change) {
        synchronized (this) {
            if (known.computeIfPresent(id, (_, was) -> change.apply(was)) == null) {
                throw new IllegalArgumentException("this workspace does not know " + id);
            }
        }
        changes.happened();
    }

    private ChannelId newChannelId(String prefix) {
        return new ChannelId(ids.next(prefix));
    }

    private UserGroupId newGroupId() {
        return new UserGroupId(ids.next("S"));
    }
}
