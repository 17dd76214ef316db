package dev.keydesk.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** What {@code keydesk.yml} says: who may ask, for which apps, who decides, and how long. */
public record Rules(Ask ask, Apps apps, Approvals approvals, Limits limits) {

    /**
     * Reads the rules file.
     *
     * @throws Problems with the line of each mistake in it, or with what keeps it from being read
     */
    public static Rules read(Path file) {
        return new RulesFile(file).read();
    }

    /** Who may ask. Nobody, unless named here. */
    public record Ask(Set<UserId> users, Set<UserGroupId> userGroups) {}

    /** Which app registrations the desk serves; {@code never} wins over {@code allow}. */
    public record Apps(Set<AppPattern> allow, Set<AppPattern> never) {}

    /** Who decides, and in which channel the cards are posted. */
    public record Approvals(ChannelId channel, Set<UserId> users, Set<UserGroupId> userGroups) {}

    /**
     * How long things may take and how long a key may live.
     *
     * @param longestLifetimeDays the most days a key may live; 1 to 730
     * @param timeToDecide after this a request that nobody decided lapses
     * @param timeToPickUp after this an approval that nobody picked up ends
     */
    public record Limits(int longestLifetimeDays, Duration timeToDecide, Duration timeToPickUp) {}
}
