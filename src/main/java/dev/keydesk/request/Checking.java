package dev.keydesk.request;

import dev.keydesk.audit.Actor;
import dev.keydesk.entra.AppFacts;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.TryAgain;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a stored request on facts read after it was sent: who asks, what the app holds, and
 * whether the approvals channel can be trusted. Only then do the approvers see it.
 */
public final class Checking {
    private static final Logger log = LoggerFactory.getLogger(Checking.class);
    private static final Duration CHANNEL_AGAIN = Duration.ofMinutes(10);
    private static final String APP_GONE =
            "Entra says that this app registration no longer exists, so there is nothing to make a"
                    + " key for.";

    private final Requests requests;
    private final Policy policy;
    private final Standings standings;
    private final ApprovalsChannel channel;
    private final AppFacts apps;
    private final InstantSource clock;

    public Checking(
            Requests requests,
            Policy policy,
            Standings standings,
            ApprovalsChannel channel,
            AppFacts apps,
            InstantSource clock) {
        this.requests = requests;
        this.policy = policy;
        this.standings = standings;
        this.channel = channel;
        this.apps = apps;
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
        var standing = standings.fresh(ask.requester());
        var fact = apps.of(ask.app().objectId());
        // The app may have been renamed to one the desk never serves, so its name now counts too.
        var verdict =
                fact.found()
                        .map(app -> policy.ask(standing, AppRef.of(app), ask.lifetimeDays()))
                        .orElseGet(() -> new Verdict.Refused(APP_GONE));
        switch (verdict) {
            case Verdict.Refused(var because) ->
                    requests.move(
                            stored,
                            waiting.deny(Optional.empty(), clock.instant(), because),
                            Actor.DESK,
                            because);
            case Verdict.NeedsApproval(var because) ->
                    putBeforeApprovers(stored, waiting, because, keys(fact.found()));
            case Verdict.Allowed(var because) ->
                    putBeforeApprovers(stored, waiting, because, keys(fact.found()));
        }
    }

    private List<KeyFact> keys(Optional<AppRegistration> app) {
        return app.map(found -> KeyFact.live(found, clock.instant())).orElse(List.of());
    }

    private void putBeforeApprovers(
            Stored stored, SecretRequest.Waiting waiting, String because, List<KeyFact> keys) {
        var trouble = channel.trouble();
        if (trouble.isPresent()) {
            log.error("ticket={} not posted: {}", stored.ticket(), trouble.get());
            channel.tellRequester(waiting.ask(), trouble.get());
            throw new TryAgain(clock.instant().plus(CHANNEL_AGAIN));
        }
        requests.move(stored, waiting.checked(because, keys), Actor.DESK, because);
    }
}
