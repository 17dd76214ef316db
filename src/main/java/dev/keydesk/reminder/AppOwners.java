package dev.keydesk.reminder;

import dev.keydesk.chat.People;
import dev.keydesk.chat.Person;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppOwner;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The owners of apps, asked of Entra only for apps that need a reminder, and remembered for an
 * hour: a round that has to wait for Entra or Slack goes on where it stopped.
 */
final class AppOwners {
    private static final Logger log = LoggerFactory.getLogger(AppOwners.class);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST_APPS = 20_000;

    private final Entra entra;
    private final People people;
    private final InstantSource clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    AppOwners(Entra entra, People people, InstantSource clock) {
        this.entra = entra;
        this.people = people;
        this.clock = clock;
    }

    private record Seen(Owners owners, Instant at) {}

    /** What Entra says. */
    sealed interface Owners {
        record Known(List<AppOwner> all) implements Owners {}

        /** Entra does not tell them. */
        record Untold(String sentence) implements Owners {}

        /** The app was deleted since the last scan. */
        record NoApp() implements Owners {}
    }

    /**
     * The owners of one app.
     *
     * @throws EntraFailure.Busy if Entra asks us to come later
     */
    Owners of(String objectId) {
        var before = Optional.ofNullable(seen.get(objectId));
        var recent = before.filter(it -> it.at().plus(REMEMBERED).isAfter(clock.instant()));
        return recent.map(Seen::owners).orElseGet(() -> ask(objectId));
    }

    /**
     * The same as of now, for what must not rest on an old answer.
     *
     * @throws EntraFailure if Entra does not tell
     */
    List<UserId> fresh(String objectId) {
        return entra.owners(objectId).map(this::inSlack).orElse(List.of());
    }

    private Owners ask(String objectId) {
        var owners = asked(objectId);
        if (seen.size() >= MOST_APPS) {
            seen.clear();
        }
        seen.put(objectId, new Seen(owners, clock.instant()));
        return owners;
    }

    private Owners asked(String objectId) {
        try {
            return entra.owners(objectId)
                    .<Owners>map(Owners.Known::new)
                    .orElseGet(Owners.NoApp::new);
        } catch (EntraFailure.Busy busy) {
            throw busy;
        } catch (EntraFailure failure) {
            // A reminder that reaches the wrong people helps more than one that reaches nobody.
            log.warn("owners of {} not read: {}", objectId, failure.facts());
            return new Owners.Untold("Entra did not say who owns it");
        }
    }

    /** Those of them who are full members in Slack, in Entra's order. */
    List<UserId> inSlack(List<AppOwner> owners) {
        return owners.stream()
                .filter(owner -> !owner.program())
                .flatMap(owner -> owner.mail().stream())
                .flatMap(mail -> people.byEmail(mail).stream())
                .map(Person::id)
                .distinct()
                .toList();
    }
}
