package dev.keydesk.pickup;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.entra.AppFacts;
import dev.keydesk.entra.ClockDifference;
import dev.keydesk.entra.Entra;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Ask;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Verdict;
import dev.keydesk.unknown.UnknownKeyWatch;

import java.util.Optional;

/**
 * The last look before a key is made, at facts read at this moment: may this person still ask for
 * it, is the app still there and served, and does it hold no key of this request already.
 */
public final class LastLook {
    private final Policy policy;
    private final Standings standings;
    private final AppFacts apps;
    private final UnknownKeyWatch unknownKeys;
    private final Entra entra;

    public LastLook(
            Policy policy,
            Standings standings,
            AppFacts apps,
            UnknownKeyWatch unknownKeys,
            Entra entra) {
        this.policy = policy;
        this.standings = standings;
        this.apps = apps;
        this.unknownKeys = unknownKeys;
        this.entra = entra;
    }

    /** The app counts by the name it has now; if Entra does not answer, the mint will say so. */
    Optional<String> refusal(Ask ask) {
        var standing = standings.forAsking(ask.requester());
        var fact = apps.of(ask.app().objectId());
        if (fact instanceof AppFacts.Fact.Gone) {
            return Optional.of(
                    "Entra says that the app registration %s no longer exists, so no key was made."
                            .formatted(Mrkdwn.escape(ask.app().name(), 120)));
        }
        var app = fact.found().map(AppRef::of).orElse(ask.app());
        if (policy.ask(standing, app, ask.lifetimeDays()) instanceof Verdict.Refused(var because)) {
            return Optional.of(because);
        }
        var clockTrouble = clockTrouble();
        if (clockTrouble.isPresent()) {
            return clockTrouble;
        }
        // What a scan saw minutes ago may show a key that was taken back since.
        return fact instanceof AppFacts.Fact.Live(var live)
                ? unknownKeys.refusal(live, ask.ticket())
                : Optional.empty();
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
