package dev.keydesk.request;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.TryAgain;
import dev.keydesk.lookup.AppFacts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Looks at a stored request on facts read after it was sent: who asks, and what the app holds. Only
 * then do the approvers see it.
 */
public final class Checking {
    private static final Duration APP_AGAIN = Duration.ofMinutes(1);
    private static final String APP_GONE =
            "Entra says that this app registration no longer exists, so there is nothing to make a"
                    + " key for.";

    private final Requests requests;
    private final Policy policy;
    private final Standings standings;
    private final AppFacts apps;
    private final Relations relations;
    private final InstantSource clock;

    /** Tells how people are related to apps. */
    @FunctionalInterface
    public interface Relations {
        /**
         * Returns whether that person owns or looks after that app, as a sentence in Slack's
         * markup; one that says so if it cannot be found out.
         */
        String of(UserId who, AppRef app);
    }

    public Checking(
            Requests requests,
            Policy policy,
            Standings standings,
            AppFacts apps,
            Relations relations,
            InstantSource clock) {
        this.requests = requests;
        this.policy = policy;
        this.standings = standings;
        this.apps = apps;
        this.relations = relations;
        this.clock = clock;
    }

    /** The job behind every new request. */
    public void check(Job job) {
        var stored = requests.find(new Ticket(job.subject()));
        stored.ifPresent(found -> {
            if (found.request() instanceof SecretRequest.Waiting waiting
                    && waiting.checked().isEmpty()) {
                check(found, waiting);
            }
        });
    }

    private void check(Stored stored, SecretRequest.Waiting waiting) {
        var ask = waiting.ask();
        var standing = standings.forAsking(ask.requester());
        switch (apps.of(ask.app().objectId())) {
            case AppFacts.Fact.Gone() -> deny(stored, waiting, APP_GONE);
            // It is asked again soon; one look proves nothing.
            case AppFacts.Fact.Missing(_, var again) -> throw new TryAgain(again);
            // Nothing is known of the app, and a request must not end because Entra is away.
            case AppFacts.Fact.Unknown() -> throw new TryAgain(clock.instant().plus(APP_AGAIN));
            case AppFacts.Fact.Live(var app) -> judge(stored, waiting, standing, app);
            case AppFacts.Fact.Remembered(var app) -> judge(stored, waiting, standing, app);
        }
    }

    /** The app may have been renamed to one the desk never serves, so its name now counts. */
    private void judge(
            Stored stored, SecretRequest.Waiting waiting, Standing standing, AppRegistration app) {
        switch (policy.ask(standing, AppRef.of(app), waiting.ask().lifetimeDays())) {
            case Verdict.Refused(var because) -> deny(stored, waiting, because);
            case Verdict.NeedsApproval(var because) -> put(stored, waiting, because, app);
            case Verdict.Allowed(var because) -> put(stored, waiting, because, app);
        }
    }

    private void deny(Stored stored, SecretRequest.Waiting waiting, String because) {
        requests.move(
                stored,
                waiting.deny(Optional.empty(), clock.instant(), because),
                Actor.DESK,
                because);
    }

    /** From here on the approvers see it. */
    private void put(
            Stored stored, SecretRequest.Waiting waiting, String because, AppRegistration app) {
        var keys = KeyFact.live(app, clock.instant());
        var relation = relations.of(waiting.ask().requester(), AppRef.of(app));
        requests.move(stored, waiting.checked(because, keys, relation), Actor.DESK, because);
    }
}
