package dev.keydesk.sandbox.slack;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A conversation at one moment; a direct message has two members and no name. */
public record Channel(
        ChannelId id,
        String name,
        Kind kind,
        List<UserId> members,
        boolean archived,
        Sharing sharing) {

    /** The kind of conversation, which decides who can find it. */
    public enum Kind {
        PUBLIC,
        PRIVATE,
        DM
    }

    /** Which other companies can read it. */
    public enum Sharing {
        NONE,
        /** Another company was invited and has not accepted yet. */
        PENDING,
        EXTERNAL,
        /** Shared only between workspaces of the same organisation. */
        ORGANISATION
    }

    public Channel {
        members = List.copyOf(members);
    }

    boolean holds(UserId user) {
        return members.contains(user);
    }

    boolean isDm() {
        return kind == Kind.DM;
    }

    Channel joinedBy(UserId user) {
        Set<UserId> all = new LinkedHashSet<>(members);
        all.add(user);
        return new Channel(id, name, kind, List.copyOf(all), archived, sharing);
    }

    Channel leftBy(UserId user) {
        var rest = members.stream().filter(member -> !member.equals(user)).toList();
        return new Channel(id, name, kind, rest, archived, sharing);
    }

    Channel called(String other) {
        return new Channel(id, other, kind, members, archived, sharing);
    }

    Channel shared(Sharing how) {
        return new Channel(id, name, kind, members, archived, how);
    }

    Channel archived(boolean closed) {
        return new Channel(id, name, kind, members, closed, sharing);
    }
}
