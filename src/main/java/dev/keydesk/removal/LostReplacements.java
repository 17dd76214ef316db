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
 * Notices that the new key of a renewal is lost after it was handed over: it was revoked, somebody
 * removed it by hand, or it has ended. The old key is needed again then, and must not go on its
 * day.
 *
 * <p>A scan may be behind, so a new key that it does not show counts as gone only if Entra, asked
 * for that one app, does not show it either.
 */
final class LostReplacements implements Workflow.Listener<Removal> {
    /** A key was removed that may be the new one of a renewal. */
    public static final JobKind REMOVED = new JobKind("new-key-removed");

    /** A key that the last scan has shown. */
    private record Seen(String app, String keyId) {
        static Seen of(AppRef app, String keyId) {
            // Entra writes the letters of an id either way.
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
     * Whose removal was read back is gone; a job of its own calls off what hangs on it. And an old
     * key may be renewed once more as soon as its new one is lost.
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
            jobs.soon(tx, new Job(REMOVED, now.id().text(), 0));
        }
    }

    /** The job of each removal that has come to its end. */
    public void removed(Job job) {
        removals.find(new RemovalId(job.subject()))
                .map(stored -> stored.state().details().key())
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

    /** Where the old key has ended, its own end is what is told. */
    private boolean isReliedOn(Versioned<Removal> stored) {
        return stored.state().details().isRenewed()
                && stored.state().details().key().end().isAfter(clock.instant());
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
        var made = details.renewal().orElseThrow().made();
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
            // The next look sees what they did.
        }
    }
}
