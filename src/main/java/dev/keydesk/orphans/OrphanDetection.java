package dev.keydesk.orphans;

import dev.keydesk.audit.Actor;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.logging.SafeTrace;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.lookup.LookupResult.SeenSecret;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Requests;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.workflow.Versioned;
import dev.keydesk.workflow.Workflow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds secrets in Entra that carry Keydesk's marker and belong to no request, as they appear after
 * an old backup was restored.
 *
 * <p>Such a secret may be in use, so it is never removed here: after a second look the operators
 * are told, once for each secret. A secret whose name does not end in a marker is ignored.
 */
public final class OrphanDetection {
    /** The kind of job that looks at a suspected secret. */
    public static final JobKind LOOK = new JobKind("look-at-unknown-secret");

    private static final Logger log = LoggerFactory.getLogger(OrphanDetection.class);

    /** A scan may be minutes behind a pick-up or a removal. */
    private static final Duration AFTER_A_SCAN = Duration.ofMinutes(5);

    /** A read of one app lags by seconds only. */
    private static final Duration AFTER_A_READ = Duration.ofMinutes(1);

    private static final Duration AT_FIRST = Duration.ofMinutes(10);
    private static final Duration LATER = Duration.ofHours(1);
    private static final Duration AT_FIRST_LASTS = Duration.ofDays(1);

    private final Db db;
    private final EntraLookup lookup;
    private final LiveMessages liveMessages;
    private final InstantSource clock;
    private final OrphanRows rows;
    private final Workflow<OrphanedSecret> workflow;
    private final OrphanCheck orphanCheck;

    /**
     * Registers the message, and looks with these parts.
     *
     * @param beingRemoved whether the secret of an attempt, with a key id, is still being removed
     */
    public OrphanDetection(
            Platform platform,
            LiveMessages liveMessages,
            Requests requests,
            EntraLookup lookup,
            BiPredicate<Marker, String> beingRemoved) {
        this.db = platform.db();
        this.lookup = lookup;
        this.liveMessages = liveMessages;
        this.clock = platform.clock();
        this.rows = new OrphanRows(db);
        this.workflow =
                new Workflow<>(
                        db,
                        platform.audit(),
                        platform.jobs(),
                        liveMessages,
                        clock,
                        new OrphanMachine());
        this.orphanCheck = new OrphanCheck(requests, beingRemoved);
    }

    /** Takes a page of a scan, which also has apps that Keydesk does not serve. */
    public void scanned(List<AppRegistration> apps) {
        apps.forEach(this::scanned);
    }

    /** A failure here must not disturb the scan; the next scan looks again. */
    private void scanned(AppRegistration app) {
        try {
            nobodysIn(app, _ -> true).forEach(found -> suspect(found, AFTER_A_SCAN));
        } catch (RuntimeException trouble) {
            log.warn(
                    "app={} not looked through for unknown secrets: {}",
                    app.objectId(),
                    SafeTrace.words(trouble),
                    SafeTrace.of(trouble));
        }
    }

    /**
     * Returns why no new secret may be made for the app now; empty if one may. A request that can
     * be picked up has no secret, so one that carries its ticket is an orphan.
     *
     * @param app as Entra shows it at this moment
     */
    public Optional<String> refusal(AppRegistration app, Ticket ticket) {
        var found = nobodysIn(app, marker -> marker.ticket().equals(ticket)).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        found.forEach(key -> suspect(key, AFTER_A_READ));
        return Optional.of(
                "Entra shows a secret named after %s that this desk does not remember making, so nothing was made: there must never be two. The operators are told; ask them before you press again. Your approval stays valid until it expires."
                        .formatted(ticket));
    }

    private Stream<OrphanedSecret.Found> nobodysIn(AppRegistration app, Predicate<Marker> about) {
        return app.secrets().stream().flatMap(secret -> orphan(app, secret, about).stream());
    }

    private Optional<OrphanedSecret.Found> orphan(
            AppRegistration app, AppRegistration.Secret secret, Predicate<Marker> about) {
        return secret.name()
                .flatMap(Marker::endOf)
                .filter(about)
                .filter(marker -> orphanCheck.whyOrphaned(app, secret, marker).isPresent())
                .map(marker -> OrphanedSecret.Found.of(app, secret, marker));
    }

    private void suspect(OrphanedSecret.Found found, Duration lookAfter) {
        if (rows.isWatched(found.keyId())) {
            return;
        }
        var before = rows.find(found.keyId());
        var lookAt = clock.instant().plus(lookAfter);
        if (before.isEmpty()) {
            var first = OrphanedSecret.Suspected.first(found, lookAt);
            db.writing(tx -> workflow.open(tx, first, Actor.DESK, "seen"));
        } else if (before.get().state() instanceof OrphanedSecret.Gone gone) {
            move(before.get(), gone.seenAgain(found, lookAt), "seen again");
        }
    }

    /** The job for every secret that is suspected, or reported and still there. */
    public void look(Job job) {
        rows.find(job.subject())
                .ifPresent(stored -> {
                    switch (stored.state()) {
                        case OrphanedSecret.Suspected suspected -> judge(stored, suspected);
                        case OrphanedSecret.Reported reported -> lookAgain(stored, reported);
                        case OrphanedSecret.Gone _ -> {}
                    }
                });
    }

    private void judge(Versioned<OrphanedSecret> stored, OrphanedSecret.Suspected suspected) {
        RescheduleException.ifBefore(suspected.lookAt(), clock.instant());
        var found = suspected.found();
        var because =
                there(found)
                        .flatMap(now ->
                                orphanCheck.whyOrphaned(now.app(), now.secret(), found.marker()));
        if (because.isEmpty()) {
            suspected
                    .stillGone(clock.instant())
                    .ifPresentOrElse(
                            gone -> move(stored, gone, "still gone"), () -> rows.forget(stored));
            return;
        }
        report(stored, suspected.report(because.get(), clock.instant()));
        throw new RescheduleException(clock.instant().plus(AT_FIRST));
    }

    private void report(Versioned<OrphanedSecret> stored, OrphanedSecret.Reported reported) {
        var found = reported.found();
        log.warn("key={} of {} belongs to no request", found.keyId(), found.marker());
        move(
                stored,
                reported,
                "The secret %s of app registration %s carries the mark %s. %s Nothing was removed."
                        .formatted(
                                found.keyId(),
                                found.app().objectId(),
                                found.marker(),
                                reported.reason()));
    }

    private void lookAgain(Versioned<OrphanedSecret> stored, OrphanedSecret.Reported reported) {
        var found = reported.found();
        if (there(found).isEmpty()) {
            move(
                    stored,
                    reported.gone(clock.instant()),
                    "The secret %s, which carried the mark %s, is no longer in Entra."
                            .formatted(found.keyId(), found.marker()));
            return;
        }
        tellIfUntold(stored);
        if (!found.end().isAfter(clock.instant())) {
            // Nobody can use it any more, so it does not matter whether it is there.
            return;
        }
        boolean isFresh = reported.reportedAt().plus(AT_FIRST_LASTS).isAfter(clock.instant());
        throw new RescheduleException(clock.instant().plus(isFresh ? AT_FIRST : LATER));
    }

    /** A message is given up after a day of refusals; the channel may be usable again later. */
    private void tellIfUntold(Versioned<OrphanedSecret> stored) {
        var keyId = stored.state().found().keyId();
        if (liveMessages.ref(keyId, OrphanMessage.PLACE).isEmpty()) {
            liveMessages.retry(OrphanMessage.MESSAGES, keyId);
        }
    }

    /** Does nothing if another node was faster. */
    private void move(Versioned<OrphanedSecret> from, OrphanedSecret to, String sentence) {
        db.writing(tx -> workflow.tryTransition(tx, from, to, Actor.DESK, sentence));
    }

    /**
     * Returns the secret as Entra shows it now; empty if it is gone, alone or with its app
     * registration.
     *
     * @throws RescheduleException if it was not shown this time
     */
    private Optional<SeenSecret> there(OrphanedSecret.Found found) {
        return switch (lookup.secret(found.app().objectId(), found.keyId())) {
            case LookupResult.Found(var seen) -> Optional.of(seen);
            case LookupResult.Missing(var again) -> throw new RescheduleException(again);
            case LookupResult.Gone(var _) -> Optional.empty();
        };
    }
}
