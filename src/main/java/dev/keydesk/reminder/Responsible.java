package dev.keydesk.reminder;

import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is responsible for an app, as far as is known.
 *
 * @param because why its reminders go where they go
 * @param byRule whether only the operators can change that
 * @param nobody why nobody is known to be; empty if somebody is
 * @param owners those of them who are in Slack
 * @param users whom a route wants to be mentioned if it is urgent
 */
record Responsible(
        String because,
        boolean byRule,
        Optional<String> nobody,
        List<UserId> owners,
        Set<UserId> users,
        Set<UserGroupId> userGroups) {
    private static final int MOST_CALLED = 10;

    static Responsible because(String because) {
        return new Responsible(because, false, Optional.empty(), List.of(), Set.of(), Set.of());
    }

    static Responsible byNobody(String because, String nobody) {
        return new Responsible(because, false, Optional.of(nobody), List.of(), Set.of(), Set.of());
    }

    static Responsible byOwners(String because, List<UserId> owners) {
        return new Responsible(because, false, Optional.empty(), owners, Set.of(), Set.of());
    }

    /** Returns the mentions for an urgent credential. */
    Stream<String> mentions() {
        return Stream.of(
                        userGroups.stream().map(UserGroupId::mention).sorted(),
                        users.stream().map(UserId::mention).sorted(),
                        owners.stream().map(UserId::mention))
                .flatMap(mentions -> mentions);
    }

    /** Mentions as many as fit into a message; the others are counted, never dropped silently. */
    static String called(List<String> mentions) {
        var first = String.join(", ", mentions.subList(0, Math.min(MOST_CALLED, mentions.size())));
        int more = mentions.size() - MOST_CALLED;
        return more > 0 ? "%s and %s more".formatted(first, more) : first;
    }
}
