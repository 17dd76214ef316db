package dev.keydesk.credentiallist;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.StoredApp;
import dev.keydesk.ownership.CredentialView;
import dev.keydesk.ownership.ResponsibleApps;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.AppSearch;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whose credentials a person may see. Full members see those of the apps for which they are
 * responsible. Requesters and approvers also see those of every app that Keydesk serves, because
 * the form and the cards show them anyway. Guests, bots, deactivated accounts and people of other
 * companies see nothing.
 */
public final class KeyVisibility {
    private static final int MOST_FOUND = 100;

    private final PrincipalResolver principals;
    private final Policy policy;
    private final ResponsibleApps responsibleApps;
    private final Credentials credentials;
    private final AppSearch search;
    private final ZoneId zone;

    public KeyVisibility(
            PrincipalResolver principals,
            Policy policy,
            ResponsibleApps responsibleApps,
            Credentials credentials,
            AppSearch search,
            ZoneId zone) {
        this.principals = principals;
        this.policy = policy;
        this.responsibleApps = responsibleApps;
        this.credentials = credentials;
        this.search = search;
        this.zone = zone;
    }

    /**
     * Returns what the person may see, from facts that may be a few minutes old; empty if that is
     * nothing.
     */
    public Optional<View> of(UserId who) {
        var principal = principals.forLooking(who);
        return principal.fullMember()
                ? Optional.of(
                        new View(
                                who,
                                responsibleApps.appsOf(principal),
                                policy.mayLookAround(principal)))
                : Optional.empty();
    }

    /** What one person may see. */
    final class View {
        private final UserId who;
        private final Set<String> mine;
        private final boolean around;

        private View(UserId who, Set<String> mine, boolean around) {
            this.who = who;
            this.mine = mine;
            this.around = around;
        }

        /**
         * Returns the credentials of the apps for which the person is responsible, most urgent
         * first.
         */
        List<CredentialView> mine(Instant now) {
            return CredentialView.of(credentials.ofApps(mine), now, zone);
        }

        /** Returns the credentials of one app, most urgent first. */
        List<CredentialView> of(AppRef app, Instant now) {
            return CredentialView.of(credentials.ofApp(app.objectId()), now, zone);
        }

        /** Returns the app, if a scan saw it and the person may see it. */
        Optional<AppRef> app(String objectId) {
            return credentials
                    .app(objectId)
                    .map(StoredApp::ref)
                    .filter(ref -> mine.contains(ref.objectId()) || (around && policy.serves(ref)));
        }

        /**
         * Returns the apps that the text may mean: only the exact match if there is one, else all
         * similar ones.
         *
         * @throws dev.keydesk.jobs.ComputePool.Full if there are too many searches at the moment
         */
        List<AppRef> meant(String typed) {
            var wanted = folded(typed);
            var found = new LinkedHashMap<String, AppRef>();
            ownApps().stream()
                    .filter(app -> comesNear(app, wanted))
                    .forEach(app -> found.put(app.objectId(), app));
            if (around) {
                search.suggest(who, typed, MOST_FOUND).stream()
                        .map(AppRef::of)
                        .forEach(app -> found.put(app.objectId(), app));
            }
            var exactly = found.values().stream().filter(app -> isExactly(app, wanted)).toList();
            return exactly.isEmpty() ? List.copyOf(found.values()) : exactly;
        }

        private List<AppRef> ownApps() {
            return credentials.apps(mine).stream()
                    .map(StoredApp::ref)
                    .sorted(Comparator.comparing((AppRef app) -> folded(app.name())))
                    .toList();
        }

        /** Returns similar names for a text with a typing mistake, best first. */
        List<String> nearest(String typed, int most) {
            var own = ownApps().stream().map(AppRef::name).toList();
            return search.nearest(who, typed, own, around, most);
        }
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
