package dev.keydesk.keylist;

import dev.keydesk.care.Care;
import dev.keydesk.care.Kept;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.Serves;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.SeenApp;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Standings;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which apps' keys somebody may see. Full members see those of the apps they look after. Whoever
 * may ask or decide also sees those of every app the desk serves, as the form and the cards show
 * them anyway. Guests, bots, people who left, and people from other companies see nothing.
 */
public final class Sight {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int MOST_FOUND = 100;

    private final Standings standings;
    private final Policy policy;
    private final Care care;
    private final Credentials credentials;
    private final AppIndex index;
    private final ZoneId zone;

    public Sight(
            Standings standings,
            Policy policy,
            Care care,
            Credentials credentials,
            AppIndex index,
            ZoneId zone) {
        this.standings = standings;
        this.policy = policy;
        this.care = care;
        this.credentials = credentials;
        this.index = index;
        this.zone = zone;
    }

    /** What this person may see, as of now; Slack is asked. Empty if that is nothing. */
    public Optional<View> of(UserId who) {
        var standing = standings.forLooking(who);
        return standing.fullMember()
                ? Optional.of(new View(care.appsOf(standing), policy.mayLookAround(standing)))
                : Optional.empty();
    }

    /** One person's. */
    final class View {
        private final Set<String> mine;
        private final boolean around;

        private View(Set<String> mine, boolean around) {
            this.mine = mine;
            this.around = around;
        }

        /** The keys of the apps this person looks after, most urgent first. */
        List<Kept> mine(Instant now) {
            return Kept.of(credentials.ofApps(mine), now, zone);
        }

        /** The keys of one app, most urgent first. */
        List<Kept> of(AppRef app, Instant now) {
            return Kept.of(credentials.ofApp(app.objectId()), now, zone);
        }

        /** The app, if a scan saw it and this person may see it. */
        Optional<AppRef> app(String objectId) {
            return credentials
                    .app(objectId)
                    .map(SeenApp::ref)
                    .filter(ref -> mine.contains(ref.objectId()) || (around && policy.serves(ref)));
        }

        /** Which apps somebody may mean: the very one if there is one, else all that come near. */
        List<AppRef> meant(String typed) {
            var wanted = folded(typed);
            var found = new LinkedHashMap<String, AppRef>();
            ownApps().stream()
                    .filter(app -> comesNear(app, wanted))
                    .forEach(app -> found.put(app.objectId(), app));
            if (around) {
                index.suggest(typed, Serves.everything(), MOST_FOUND).stream()
                        .map(AppRef::of)
                        .forEach(app -> found.put(app.objectId(), app));
            }
            var exactly = found.values().stream().filter(app -> isExactly(app, wanted)).toList();
            return exactly.isEmpty() ? List.copyOf(found.values()) : exactly;
        }

        private List<AppRef> ownApps() {
            return mine.stream()
                    .flatMap(id -> credentials.app(id).stream())
                    .map(SeenApp::ref)
                    .sorted(Comparator.comparing((AppRef app) -> folded(app.name())))
                    .toList();
        }

        /** Names that somebody who mistyped may have meant. */
        List<String> names(String typed) {
            var names = new ArrayList<>(ownApps().stream().map(AppRef::name).toList());
            if (around) {
                WORD.matcher(typed)
                        .results()
                        .flatMap(word -> beginningLike(word.group()))
                        .forEach(names::add);
            }
            return names;
        }
    }

    /** A few letters of a mistyped word are right, mostly the first ones. */
    private Stream<String> beginningLike(String word) {
        var start = word.substring(0, Math.min(3, word.length()));
        return index.suggest(start, Serves.everything(), MOST_FOUND).stream()
                .map(AppRegistration::name);
    }

    private static boolean isExactly(AppRef app, String wanted) {
        return folded(app.name()).equals(wanted)
                || folded(app.clientId()).equals(wanted)
                || folded(app.objectId()).equals(wanted);
    }

    private static boolean comesNear(AppRef app, String wanted) {
        return folded(app.name()).contains(wanted) || isExactly(app, wanted);
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
