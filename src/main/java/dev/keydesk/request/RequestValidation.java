package dev.keydesk.request;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.Verdict;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.lookup.AppFacts;
import dev.keydesk.workflow.Versioned;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Checks a stored request with facts read after it was submitted: the requester, and the app's
 * secrets. Only then do the approvers see it.
 */
public final class RequestValidation {
    private static final Duration APP_AGAIN = Duration.ofMinutes(1);
    private static final String APP_GONE =
            "Entra says that this app registration no longer exists, so there is nothing to make a"
                    + " secret for.";

    private final Requests requests;
    private final Policy policy;
    private final PrincipalResolver principals;
    private final AppFacts apps;
    private final Relations relations;
    private final InstantSource clock;

    /**
     * Describes how people are related to apps. This is an interface because the routes of the
     * reminders decide who is responsible, and the package of reminders already depends on this
     * one.
     */
    @FunctionalInterface
    public interface Relations {
        /**
         * Returns whether the person owns the app or is in its team, as a sentence in Slack's
         * markup; the sentence says so if that is unknown.
         */
        String of(UserId who, AppRef app);
    }

    public RequestValidation(
            Requests requests,
            Policy policy,
            PrincipalResolver principals,
            AppFacts apps,
            Relations relations,
            InstantSource clock) {
        this.requests = requests;
        this.policy = policy;
        this.principals = principals;
        this.apps = apps;
        this.relations = relations;
        this.clock = clock;
    }

    /** The job of every new request. */
    public void check(Job job) {
        var stored = requests.find(new Ticket(job.subject()));
        stored.ifPresent(found -> {
            if (found.state() instanceof SecretRequest.Waiting waiting
                    && waiting.checked().isEmpty()) {
                check(found, waiting);
            }
        });
    }

    private void check(Versioned<SecretRequest> stored, SecretRequest.Waiting waiting) {
        var details = waiting.details();
        var principal = principals.forAsking(details.requester());
        switch (apps.of(details.app().objectId())) {
            case AppFacts.Fact.Gone() -> deny(stored, waiting, APP_GONE);
            // It is asked again soon; one look proves nothing.
            case AppFacts.Fact.Missing(_, var again) -> throw new RescheduleException(again);
            // Nothing is known about the app, and a request must not end because Entra does not
            // answer.
            case AppFacts.Fact.Unknown() ->
                    throw new RescheduleException(clock.instant().plus(APP_AGAIN));
            case AppFacts.Fact.Live(var app) -> judge(stored, waiting, principal, app);
            case AppFacts.Fact.Remembered(var app) -> judge(stored, waiting, principal, app);
        }
    }

    /**
     * The app may have been renamed to one that Keydesk never serves, so its current name counts.
     */
    private void judge(
            Versioned<SecretRequest> stored,
            SecretRequest.Waiting waiting,
            Principal principal,
            AppRegistration app) {
        switch (policy.ask(principal, AppRef.of(app), waiting.details().lifetimeDays())) {
            case Verdict.Refused(var because) -> deny(stored, waiting, because);
            case Verdict.NeedsApproval(var because) -> put(stored, waiting, because, app);
            case Verdict.Allowed(var because) -> put(stored, waiting, because, app);
        }
    }

    private void deny(
            Versioned<SecretRequest> stored, SecretRequest.Waiting waiting, String because) {
        requests.move(
                stored,
                waiting.deny(Optional.empty(), clock.instant(), because),
                Actor.DESK,
                because);
    }

    /** From here on the approvers see it. */
    private void put(
            Versioned<SecretRequest> stored,
            SecretRequest.Waiting waiting,
            String because,
            AppRegistration app) {
        var keys = LiveSecret.live(app, clock.instant());
        var relation = relations.of(waiting.details().requester(), AppRef.of(app));
        requests.move(stored, waiting.checked(because, keys, relation), Actor.DESK, because);
    }
}
