package dev.keydesk.reminder;

import dev.keydesk.entra.AppOwner;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.AppOwners.Owners;
import dev.keydesk.ownership.Ownership;
import dev.keydesk.ownership.SlackUsers;
import dev.keydesk.reminder.ReminderPlanner.Waiting;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds the owners of apps whose reminders wait for them: as many at once as Entra and Slack allow.
 * Each answer is stored at once, so nothing is asked twice.
 */
final class OwnerLookUps {
    private static final Logger log = LoggerFactory.getLogger(OwnerLookUps.class);

    /** About half a minute; then teams are told whose owners have become known. */
    private static final int MOST_APPS_AT_ONCE = 300;

    /** After this many calls without an answer Entra is not asked for a while. */
    private static final int MOST_UNANSWERED = 5;

    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private final AppOwners owners;
    private final SlackUsers users;
    private final InstantSource clock;

    OwnerLookUps(Ownership ownership, InstantSource clock) {
        this.owners = ownership.owners();
        this.users = ownership.users();
        this.clock = clock;
    }

    /** Returns what is stored about the owners of these apps. */
    KnownOwners stored(Collection<String> apps) {
        return KnownOwners.stored(owners, users, apps);
    }

    /**
     * Asks about these apps, in this order.
     *
     * @return when to continue with the remaining ones
     */
    Instant ask(List<Waiting> apps) {
        var found = new ArrayList<AppOwner>();
        apps.forEach(app -> app.owners().ifPresent(found::addAll));
        var entra = read(apps.stream().filter(app -> app.owners().isEmpty()).toList(), found);
        var slack = users.lookUp(found);
        return entra.or(() -> slack)
                .map(one -> slack.filter(one::isAfter).orElse(one))
                .orElseGet(clock::instant);
    }

    /** Returns empty if each was read. */
    private Optional<Instant> read(List<Waiting> apps, List<AppOwner> found) {
        int unanswered = 0;
        for (int read = 0; read < apps.size(); read++) {
            if (read == MOST_APPS_AT_ONCE) {
                return Optional.of(clock.instant());
            }
            var app = apps.get(read).app().objectId();
            try {
                if (owners.read(app) instanceof Owners.Known(var all)) {
                    found.addAll(all);
                }
            } catch (EntraFailure.Busy busy) {
                return Optional.of(clock.instant().plus(busy.retryAfter().orElse(A_WHILE)));
            } catch (EntraFailure.NotAsked away) {
                log.info("owners are read later: {}", away.facts());
                return Optional.of(clock.instant().plus(A_WHILE));
            } catch (EntraFailure none) {
                // A reminder that reaches the wrong people helps more than one that reaches nobody.
                log.warn("owners of {} not read: {}", app, none.facts());
                owners.recordUntold(app);
                if (++unanswered == MOST_UNANSWERED) {
                    return Optional.of(clock.instant().plus(A_WHILE));
                }
            }
        }
        return Optional.empty();
    }
}
