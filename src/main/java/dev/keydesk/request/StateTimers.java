package dev.keydesk.request;

import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.workflow.Timer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The timers of each state. They are defined in one place and stored with every transition, so that
 * no request can be in a state whose timers do not run.
 */
public final class StateTimers {
    /** Checks a new request. */
    public static final JobKind CHECK = new JobKind("check-request");

    /** Reminds the approvers. */
    public static final JobKind NUDGE = new JobKind("nudge");

    /** Ends a request that nobody decided. */
    public static final JobKind LAPSE = new JobKind("lapse");

    /** Ends an approval that nobody picked up. */
    public static final JobKind UNCLAIMED = new JobKind("unclaimed");

    /** Settles an attempt with an unknown outcome. */
    public static final JobKind DOUBT = new JobKind("settle-doubt");

    /** Asks whether the secret arrived. */
    public static final JobKind ASK_RECEIVED = new JobKind("ask-received");

    /** Gives a hand-over that nobody confirmed to a person. */
    public static final JobKind SILENT = new JobKind("silent");

    /** Removes a secret. */
    public static final JobKind TAKE_BACK = new JobKind("take-back");

    /** Follows up a secret that replaces another one. */
    public static final JobKind SUCCEEDED = new JobKind("succeeded");

    /** The requester is asked three times after a hand-over; then a person looks at it. */
    static final List<Duration> ASKS =
            List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));

    static final Duration SILENT_AFTER = Duration.ofDays(2);

    private StateTimers() {}

    static List<Timer> of(SecretRequest request, long version) {
        return Stream.concat(
                        ofState(request, version).stream(), ofRenewal(request, version).stream())
                .toList();
    }

    private static Optional<Timer> ofRenewal(SecretRequest request, long version) {
        if (request.details().replaces().isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> at =
                switch (request) {
                    case SecretRequest.Done done -> Optional.of(done.doneAt());
                    case SecretRequest.NeedsPerson stuck -> Optional.of(stuck.since());
                    case SecretRequest.TakingBack taking -> Optional.of(taking.since());
                    case SecretRequest.Revoked revoked -> Optional.of(revoked.revokedAt());
                    case SecretRequest.Waiting _,
                            SecretRequest.Approved _,
                            SecretRequest.Minting _,
                            SecretRequest.Doubtful _,
                            SecretRequest.HandedOver _,
                            SecretRequest.Denied _,
                            SecretRequest.Withdrawn _,
                            SecretRequest.Lapsed _,
                            SecretRequest.Cancelled _,
                            SecretRequest.Unclaimed _ ->
                            Optional.empty();
                };
        return at.map(when -> timer(SUCCEEDED, request, version, when));
    }

    private static List<Timer> ofState(SecretRequest request, long version) {
        return switch (request) {
            case SecretRequest.Waiting waiting ->
                    List.of(
                            waiting.checked().isPresent()
                                    ? timer(NUDGE, request, version, waiting.halfTime())
                                    : timer(
                                            CHECK,
                                            request,
                                            version,
                                            waiting.details().requestedAt()),
                            timer(LAPSE, request, version, waiting.decideBy()));
            case SecretRequest.Approved approved ->
                    List.of(timer(UNCLAIMED, request, version, approved.grant().pickUpBy()));
            case SecretRequest.Minting minting ->
                    List.of(timer(DOUBT, request, version, minting.deadline()));
            case SecretRequest.Doubtful doubtful ->
                    List.of(timer(DOUBT, request, version, doubtful.lookAt()));
            case SecretRequest.HandedOver handed -> handedOver(handed, version);
            case SecretRequest.TakingBack taking ->
                    List.of(timer(TAKE_BACK, request, version, taking.since()));
            case SecretRequest.Done _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    List.of();
        };
    }

    /** Returns how many of the questions whether it arrived are due by now. */
    public static long questionsDue(Instant handedOverAt, Instant now) {
        return ASKS.stream().filter(after -> !handedOverAt.plus(after).isAfter(now)).count();
    }

    private static List<Timer> handedOver(SecretRequest.HandedOver handed, long version) {
        var asks =
                ASKS.stream()
                        .map(after ->
                                new Timer(
                                        // All of them have the same version, so the number includes
                                        // the step: otherwise they would be one job.
                                        new Job(
                                                ASK_RECEIVED,
                                                handed.ticket().text(),
                                                version * 10 + ASKS.indexOf(after)),
                                        handed.handedOverAt().plus(after)));
        var silent = timer(SILENT, handed, version, handed.handedOverAt().plus(SILENT_AFTER));
        return Stream.concat(asks, Stream.of(silent)).toList();
    }

    private static Timer timer(JobKind kind, SecretRequest request, long version, Instant when) {
        return new Timer(new Job(kind, request.ticket().text(), version), when);
    }
}
