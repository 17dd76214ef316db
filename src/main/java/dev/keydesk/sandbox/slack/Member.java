package dev.keydesk.sandbox.slack;

import dev.keydesk.config.UserId;

import java.util.Optional;

/** Somebody a workspace knows, as they are at this moment. */
public record Member(
        UserId id,
        String name,
        Optional<String> email,
        String timeZone,
        String teamId,
        Standing standing,
        boolean emailConfirmed,
        boolean deactivated) {

    Member as(Standing other) {
        return new Member(id, name, email, timeZone, teamId, other, emailConfirmed, deactivated);
    }

    Member called(String other) {
        return new Member(
                id, other, email, timeZone, teamId, standing, emailConfirmed, deactivated);
    }

    Member reachableAt(Optional<String> otherEmail) {
        return new Member(
                id, name, otherEmail, timeZone, teamId, standing, emailConfirmed, deactivated);
    }

    Member emailConfirmed(boolean confirmed) {
        return new Member(id, name, email, timeZone, teamId, standing, confirmed, deactivated);
    }

    Member deactivated(boolean gone) {
        return new Member(id, name, email, timeZone, teamId, standing, emailConfirmed, gone);
    }
}
