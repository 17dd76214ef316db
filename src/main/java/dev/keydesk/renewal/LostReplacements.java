package dev.keydesk.renewal;

import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalId;
import dev.keydesk.removal.Removals;
import dev.keydesk.renewal.Renewal.TakenBack.Lost;
import dev.keydesk.request.AppRef;
import dev.keydesk.store.Tx;
import dev.keydesk.store.UnreadableRows;
import dev.keydesk.workflow.StaleVersionException;
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
public final class LostReplacements implements Workflow.Listener<Removal> {
    /** A key was removed that may be the new one of a renewal. */
    public static final JobKind REMOVED = new JobKind("new-key-removed");

    /** A key that the last scan has shown. */
    private record Seen(String app, String keyId) {
        static Seen of(AppRef app, String keyId) {
            // Entra writes the letters of an id either way.
            return new Seen(app.objectId(), keyId.toLowerCase(Locale.ROOT));
        }
    }

    private final Renewals renewals;
    private final RenewalFollowUp renewalFollowUp;
    private final Removals removals;
    private final Credentials credentials;
    private final Jobs jobs;
    private final InstantSource clock;

    public LostReplacements(
            Renewals renewals,
            RenewalFollowUp renewalFollowUp,
            Removals removals,
            Credentials credentials,
            Jobs jobs,
            InstantSource clock) {
        this.renewals = renewals;
        this.renewalFollowUp = renewalFollowUp;
        this.removals = removals;
        this.credentials = credentials;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Whose removal was read back is gone; a job of its own calls off what hangs on it. */
    @Override
    public void moved(Tx tx, Removal now) {
        if (now instanceof Removal.Gone gone && gone.how() != Removal.Gone.How.WITH_ITS_APP) {
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
        renewals.standing(key.app().objectId(), key.keyId()).stream()
                .filter(this::isOldOneOfUse)
                .forEach(stored -> renewalFollowUp.lost(stored, Lost.GONE));
    }

    /** Looks after each scan. */
    public void look() {
        var standing = renewals.standing().stream().filter(this::isOldOneOfUse).toList();
        var seen = seen(standing);
        UnreadableRows.each(
                standing,
                stored ->
                        how(stored.renewal().renewed(), seen).ifPresent(how -> lost(stored, how)));
    }

    /** Where the old key has ended, its own end is what is told. */
    private boolean isOldOneOfUse(StoredRenewal stored) {
        return stored.renewal().renewed().old().end().isAfter(clock.instant());
    }

    private Set<Seen> seen(List<StoredRenewal> standing) {
        var apps =
                standing.stream()
                        .map(stored -> stored.renewal().renewed().app().objectId())
                        .collect(Collectors.toUnmodifiableSet());
        return credentials.ofApps(apps).stream()
                .map(live -> Seen.of(live.key().app(), live.key().keyId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<Lost> how(Renewed renewed, Set<Seen> seen) {
        var newerKey = removals.newerKey();
        if (newerKey.hasEnded(renewed.made())) {
            return Optional.of(Lost.ENDED);
        }
        return !seen.contains(Seen.of(renewed.app(), renewed.made().keyId()))
                        && newerKey.isLost(renewed.app(), renewed.made())
                ? Optional.of(Lost.GONE)
                : Optional.empty();
    }

    private void lost(StoredRenewal stored, Lost how) {
        try {
            renewalFollowUp.lost(stored, how);
        } catch (StaleVersionException somebodyWasFaster) {
            // The next look sees what they did.
        }
    }
}
