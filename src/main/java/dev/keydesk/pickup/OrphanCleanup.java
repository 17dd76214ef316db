package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.entra.Entra;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.keychange.AppLeases;
import dev.keydesk.keychange.CredentialChanges;
import dev.keydesk.logging.SafeTrace;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.lookup.LookupResult.SeenSecret;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.Marker;
import dev.keydesk.request.RequestDetails;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.Versioned;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Looks for the secret of a given-up attempt again, for a day: Entra may commit late, and a secret
 * that nobody received must not stay. Secrets without the exact name of the attempt, and those that
 * began before it, are not touched.
 */
public final class OrphanCleanup {
    /** The kind of job that looks for a secret by its name. */
    public static final JobKind LOOK = new JobKind("look-for-stray");

    /** The kind of job that removes a secret by its id. */
    public static final JobKind REMOVE = new JobKind("remove-stray");

    private static final Logger log = LoggerFactory.getLogger(OrphanCleanup.class);
    private static final int STEPS = 10;

    private static final List<Duration> LOOKS =
            List.of(
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Duration.ofDays(1));

    /** These jobs are in db-scheduler's table. */
    private static final String WATCHED =
            """
            select count(*)
              from scheduled_tasks
             where (task_name = 'look-for-stray' and task_instance like :looks)
                or (task_name = 'remove-stray' and task_instance = :removal)
            """;

    private static final String FORGET_LOOKS =
            """
            delete from scheduled_tasks where task_name = 'look-for-stray'
            """;

    private final Db db;
    private final Jobs jobs;
    private final Requests requests;
    private final Entra entra;
    private final EntraLookup lookup;
    private final AppLeases leases;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Queue<Job> unwritten = new ConcurrentLinkedQueue<>();

    public OrphanCleanup(Platform platform, Requests requests, CredentialChanges changes) {
        this.db = platform.db();
        this.jobs = platform.jobs();
        this.requests = requests;
        this.entra = changes.entra();
        this.lookup = changes.lookup();
        this.leases = changes.leases();
        this.audit = platform.audit();
        this.clock = platform.clock();
    }

    void watch(Marker attempt) {
        db.writing(tx -> watch(tx, attempt));
    }

    /** Schedules the looks in the transaction that gives the attempt up. */
    void watch(Tx tx, Marker attempt) {
        for (int step = 0; step < LOOKS.size(); step++) {
            jobs.schedule(
                    tx,
                    new Job(LOOK, attempt.ticket().text(), (long) attempt.attempt() * STEPS + step),
                    clock.instant().plus(LOOKS.get(step)));
        }
    }

    /** Removes a secret that can only be identified by its id, however long that takes. */
    void remove(RequestDetails details, String keyId) {
        unwritten.add(new Job(REMOVE, details.ticket().text() + ":" + keyId, 0));
        try {
            writeDown();
        } catch (RuntimeException databaseIsAway) {
            log.error(
                    "key={} of app={} is to be removed, which cannot be written down yet: {}",
                    keyId,
                    details.app().objectId(),
                    SafeTrace.words(databaseIsAway));
        }
    }

    /**
     * Stores removals that could not be stored while the database was unavailable; called every
     * minute.
     */
    public void writeDown() {
        for (var job = unwritten.peek(); job != null; job = unwritten.peek()) {
            var next = job;
            db.writing(tx -> jobs.schedule(tx, next, clock.instant().plus(AppLeases.DISTANCE)));
            unwritten.remove(next);
        }
    }

    /**
     * Deletes the looks by name; only while no instance runs, because a running job would not
     * notice. Removals by id continue, because nobody ever saw those values.
     */
    public void forgetLooks(Tx tx) {
        tx.sql().createUpdate(FORGET_LOOKS).execute();
    }

    /** Returns whether Keydesk will still remove that secret. */
    public boolean isWatched(Marker attempt, String keyId) {
        var ticket = attempt.ticket().text();
        return db.read(sql ->
                sql.createQuery(WATCHED)
                        .bind("looks", "%s/%s_".formatted(ticket, attempt.attempt()))
                        .bind("removal", "%s:%s/0".formatted(ticket, keyId))
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    /** The job that removes a secret by its id. */
    public void removeById(Job job) {
        int colon = job.subject().indexOf(':');
        var keyId = job.subject().substring(colon + 1);
        requests.find(new Ticket(job.subject().substring(0, colon)))
                .ifPresent(stored ->
                        removeUnlessGone(
                                stored,
                                lookup.secret(stored.state().details().app().objectId(), keyId)));
    }

    /** The secret counts as removed when several looks do not find it. */
    private void removeUnlessGone(Versioned<SecretRequest> stored, LookupResult<SeenSecret> key) {
        switch (key) {
            case LookupResult.Found(var seen) -> {
                removeNow(stored, seen.secret().keyId());
                throw new RescheduleException(clock.instant().plus(AppLeases.DISTANCE));
            }
            case LookupResult.Missing(var again) -> throw new RescheduleException(again);
            case LookupResult.Gone(var _) -> {}
        }
    }

    /** The job of one look. */
    public void look(Job job) {
        int attempt = (int) (job.number() / STEPS);
        requests.find(new Ticket(job.subject())).ifPresent(stored -> look(stored, attempt));
    }

    private void look(Versioned<SecretRequest> stored, int attempt) {
        if (!isInUse(stored.state(), attempt)) {
            removeUnlessGone(stored, named(lookup, stored, attempt));
        }
    }

    /** Asks Entra to remove a secret that nobody received, and audits it. */
    void removeNow(Versioned<SecretRequest> stored, String keyId) {
        leases.during(
                stored.state().details().app(),
                "stray-" + keyId,
                () -> entra.removePassword(stored.state().details().app().objectId(), keyId));
        log.warn("ticket={} key={} that nobody could read removed", stored.state().ticket(), keyId);
        db.writing(tx ->
                audit.append(
                        tx,
                        AuditEvent.ofTicket(
                                clock.instant(),
                                stored.state().ticket().text(),
                                "secret-removed",
                                Actor.DESK,
                                "The secret %s, which nobody could read, was removed."
                                        .formatted(keyId))));
    }

    /**
     * Returns the secret of exactly this attempt, which has its name and did not begin before it.
     */
    static LookupResult<SeenSecret> named(
            EntraLookup lookup, Versioned<SecretRequest> stored, int attempt) {
        return lookup.secretNamed(
                stored.state().details().app().objectId(),
                stored.state().details().keyName(attempt),
                secret -> stored.state().mayBegin(attempt, secret.start()));
    }

    /** The attempt has succeeded after all, or is still in progress. */
    private static boolean isInUse(SecretRequest request, int attempt) {
        boolean hasItsKey =
                request.keyInEntra().isPresent()
                        && request.attemptNumber().equals(Optional.of(attempt));
        return hasItsKey || request.isMaking(attempt);
    }
}
