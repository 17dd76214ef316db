package dev.keydesk.sandbox.entra;

import java.util.List;

/**
 * A group in the tenant.
 *
 * @param members object ids of people and of groups; members of a nested group are members of this
 *     one too
 */
public record Group(String id, String displayName, List<String> members) {
    public Group {
        members = List.copyOf(members);
    }
}
