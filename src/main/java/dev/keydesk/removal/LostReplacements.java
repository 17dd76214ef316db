package dev.keydesk.removal;

import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.removal.Renewal.Lost;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.RenewalCheck;
import dev.keydesk.store.Tx;
import dev.keydesk.store.UnreadableRows;
import dev.keydesk.workflow.StaleVersionException;
import dev.keydesk.workflow.Versioned;
import dev.keydesk.workflow.Workflow;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notices that the new secret of a renewal is lost after its hand-over: it was revoked, removed by
 * hand, or has expired. The old secret is then needed again and must not be removed.
 *
 * <p>A scan may be behind, so a new secret that it does not show counts as gone only if Entra,
 * asked about that app, does not show it either.
 */
final class LostReplacements implements Workflow.Listener<Removal> {
    /** The kind of job for a removed secret that may be the new one of a renewal. */
    public static final JobKind REMOVED = new JobKind("new-secret-removed");

    /** A secret that the last scan has shown. */
    private record Seen(String app, String keyId) {
        static Seen of(AppRef app, String keyId) {
            // Entra writes the letters of an id in either case.
            return new Seen(app.objectId(), keyId.toLowerCase(Locale.ROOT));
        }
    }

    private final RenewalRows rows;
    private final RenewalFollowUp renewalFollowUp;
    private final Removals removals;
    private final Credentials credentials;
    private final RenewalCheck renewalCheck;
    private final Jobs jobs;
    private final InstantSource clock;

    LostReplacements(
            RenewalFollowUp renewalFollowUp,
            Removals removals,
            Credentials credentials,
            RenewalCheck renewalCheck,
            Jobs jobs,
            InstantSource clock) {
        this.rows = removals.renewals();
        this.renewalFollowUp = renewalFollowUp;
        this.removals = removals;
        this.credentials = credentials;
        this.renewalCheck = renewalCheck;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * A secret whose removal is proven is gone; a job cancels what depends on it. The old secret
     * can be renewed again as soon as its new one is lost.
     */
    @Override
    public void moved(Tx tx, Removal now) {
        now.details()
                .renewal()
                .filter(it -> it.lost().isPresent())
                .ifPresent(it -> renewalCheck.free(tx, it.ticket()));
        if (now instanceof Removal.Gone gone
                && gone.leftEntra()
                && gone.how() != Removal.Gone.How.WITH_ITS_APP) {
            jobs.scheduleNow(tx, new Job(REMOVED, now.id().text(), 0));
        }
    }

    /** The job of each removal that has ended. */
    public void removed(Job job) {
        removals.find(new RemovalId(job.subject()))
                .map(stored -> stored.state().details().credential())
                .ifPresent(this::removed);
    }

    private void removed(Credential.Key key) {
        rows.standing(key.app().objectId(), key.keyId()).stream()
                .filter(this::isReliedOn)
                .forEach(stored -> renewalFollowUp.lost(stored, Lost.GONE));
    }

    /** Looks after each scan. */
    public void look() {
        var standing = rows.standing().stream().filter(this::isReliedOn).toList();
        var seen = seen(standing);
        UnreadableRows.each(
                standing,
                stored -> how(stored.state().details(), seen).ifPresent(how -> lost(stored, how)));
    }

    /** If the old secret has expired, that is what people are told. */
    private boolean isReliedOn(Versioned<Removal> stored) {
        return stored.state().details().isRenewed()
                && stored.state().details().credential().end().isAfter(clock.instant());
    }

    private Set<Seen> seen(List<Versioned<Removal>> standing) {
        var apps =
                standing.stream()
                        .map(stored -> stored.state().details().app().objectId())
                        .collect(Collectors.toUnmodifiableSet());
        return credentials.ofApps(apps).stream()
                .map(live -> Seen.of(live.key().app(), live.key().keyId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<Lost> how(RemovalDetails details, Set<Seen> seen) {
        var newerKey = removals.newerKey();
        var made = details.renewal().orElseThrow().secret();
        if (newerKey.hasEnded(made)) {
            return Optional.of(Lost.EXPIRED);
        }
        return !seen.contains(Seen.of(details.app(), made.keyId()))
                        && newerKey.isLost(details.app(), made)
                ? Optional.of(Lost.GONE)
                : Optional.empty();
    }

    private void lost(Versioned<Removal> stored, Lost how) {
        try {
            renewalFollowUp.lost(stored, how);
        } catch (StaleVersionException somebodyWasFaster) {
            // The next look sees the result.
        }
    }
}
