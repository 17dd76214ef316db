package dev.keydesk.sandbox.slack;

import dev.keydesk.config.UserId;

import java.util.Optional;

/** A member of a workspace at one moment. */
public record WorkspaceMember(
        UserId id,
        String name,
        Optional<String> email,
        String timeZone,
        String teamId,
        MemberKind memberKind,
        boolean emailConfirmed,
        boolean deactivated) {

    WorkspaceMember withKind(MemberKind other) {
        return new WorkspaceMember(
                id, name, email, timeZone, teamId, other, emailConfirmed, deactivated);
    }

    WorkspaceMember called(String other) {
        return new WorkspaceMember(
                id, other, email, timeZone, teamId, memberKind, emailConfirmed, deactivated);
    }

    WorkspaceMember reachableAt(Optional<String> otherEmail) {
        return new WorkspaceMember(
                id, name, otherEmail, timeZone, teamId, memberKind, emailConfirmed, deactivated);
    }

    WorkspaceMember emailConfirmed(boolean confirmed) {
        return new WorkspaceMember(
                id, name, email, timeZone, teamId, memberKind, confirmed, deactivated);
    }

    WorkspaceMember deactivated(boolean gone) {
        return new WorkspaceMember(
                id, name, email, timeZone, teamId, memberKind, emailConfirmed, gone);
    }
}
