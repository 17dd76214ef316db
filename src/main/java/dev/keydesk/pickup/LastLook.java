package dev.keydesk.pickup;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.ClockDifference;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.Lookup;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Ask;
import dev.keydesk.request.FullApp;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Standing;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Verdict;
import dev.keydesk.unknown.UnknownKeyWatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * The last look before a key is made, at facts read at this moment: may this person still ask for
 * it, is the app still there and served, and does it hold no key of this request already. What a
 * scan saw earlier does not count here, so without an answer of Entra no key is made.
 */
public final class LastLook {
    private static final Logger log = LoggerFactory.getLogger(LastLook.class);

    private final Policy policy;
    private final Standings standings;
    private final UnknownKeyWatch unknownKeys;
    private final Entra entra;
    private final EntraLookup lookup;

    public LastLook(
            Policy policy,
            Standings standings,
            UnknownKeyWatch unknownKeys,
            Entra entra,
            EntraLookup lookup) {
        this.policy = policy;
        this.standings = standings;
        this.unknownKeys = unknownKeys;
        this.entra = entra;
        this.lookup = lookup;
    }

    /** Why no key must be made now. */
    Optional<String> refusal(Ask ask) {
        var standing = standings.forAsking(ask.requester());
        try {
            return switch (lookup.app(ask.app().objectId())) {
                case Lookup.Found(var app) -> refusal(ask, standing, app);
                case Lookup.Missing(var _) -> Optional.of(missing(ask));
                case Lookup.Gone(var _) -> Optional.of(gone(ask));
            };
        } catch (EntraFailure unread) {
            log.warn("ticket={} app not read: {}", ask.ticket(), unread.facts());
            return Optional.of(
                    "%s No key is made without a look at the app, so nothing was made for %s. Your approval stands; press again."
                            .formatted(unread.sentence(), ask.ticket()));
        }
    }

    private static String missing(Ask ask) {
        return "Entra does not show the app registration %s at this moment, so no key was made for %s. Your approval stands; press again in a minute."
                .formatted(Mrkdwn.escape(ask.app().name(), 120), ask.ticket());
    }

    private static String gone(Ask ask) {
        return "Entra says that the app registration %s no longer exists, so no key was made."
                .formatted(Mrkdwn.escape(ask.app().name(), 120));
    }

    /** The app counts by the name it has now. */
    private Optional<String> refusal(Ask ask, Standing standing, AppRegistration app) {
        if (policy.ask(standing, AppRef.of(app), ask.lifetimeDays())
                instanceof Verdict.Refused(var because)) {
            return Optional.of(because);
        }
        return clockTrouble()
                .or(() -> unknownKeys.refusal(app, ask.ticket()))
                .or(() -> FullApp.refusal(app));
    }

    /** The answer that was just read tells Microsoft's time too. */
    private Optional<String> clockTrouble() {
        return entra.clockDifference()
                .filter(ClockDifference::isHarmful)
                .map(difference ->
                        "The clock of the machine this desk runs on is %s, so no key was made: its dates could not be trusted. Those who run the desk have to put it right; your approval stands until its time is over."
                                .formatted(difference.inWords()));
    }
}
