package dev.keydesk.sandbox.slack;

import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import java.util.List;

/** A user group such as {@code @platform-owners} at one moment. */
public record UserGroup(UserGroupId id, String handle, List<UserId> members, boolean disabled) {
    public UserGroup {
        members = List.copyOf(members);
    }
}
