package dev.keydesk;

import dev.keydesk.approval.ApprovalFeature;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.BotIdentity;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.DeskChannels;
import dev.keydesk.chat.People;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.credentiallist.CredentialListFeature;
import dev.keydesk.decision.AuthorizationFailures;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.expiry.ScanFeature;
import dev.keydesk.expiry.ServedApps;
import dev.keydesk.expirychart.ChartPictures;
import dev.keydesk.home.HomeFeature;
import dev.keydesk.home.HomeSources;
import dev.keydesk.jobs.Backoff;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.jobs.SchemaVersionGuard;
import dev.keydesk.keychange.AppLeases;
import dev.keydesk.keychange.CredentialChanges;
import dev.keydesk.link.LinkFeature;
import dev.keydesk.link.LinkOffers;
import dev.keydesk.lookup.Absences;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.maintenance.MaintenanceFeature;
import dev.keydesk.maintenance.RestoredBackup;
import dev.keydesk.monitoring.Health;
import dev.keydesk.monitoring.Metrics;
import dev.keydesk.ownership.OwnershipFeature;
import dev.keydesk.pickup.PickUpFeature;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.reminder.ReminderFeature;
import dev.keydesk.reminder.ReminderPlanning;
import dev.keydesk.reminder.ReminderSettings;
import dev.keydesk.removal.KnownSuccessors;
import dev.keydesk.removal.RemovalFeature;
import dev.keydesk.removal.RenewalFeature;
import dev.keydesk.removal.RevokeFeature;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.AppCatalog;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.DeliveryMethods;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.RequestFeature;
import dev.keydesk.request.Requests;
import dev.keydesk.slack.BoltApp;
import dev.keydesk.slack.SlackGate;
import dev.keydesk.slack.SlackSurface;
import dev.keydesk.store.InstanceLock;
import dev.keydesk.store.Leases;
import dev.keydesk.store.NodeClock;
import dev.keydesk.store.Store;
import dev.keydesk.web.WebPaths;
import dev.keydesk.web.WebServer;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The composition root: read it from top to bottom to learn what Keydesk is made of. Nothing runs
 * before {@link KeydeskInstance#start()}.
 */
final class Wiring {
    final Platform platform;
    final Messaging messaging;
    final Leases leases;
    final AppLeases appLeases;
    final BotIdentity botIdentity;
    final Entra entra;
    final ComputePool pool;
    final Requests requests;
    final ScanFeature scanning;
    final PickUpFeature pickUp;
    final RemovalFeature removal;
    final ReminderFeature reminder;
    final RestoredBackup restoredBackup;
    final InstanceLock instanceLock;
    final WebServer web;

    /** Creates all parts; nothing runs yet. */
    Wiring(Settings settings, Rules rules, RuntimeContext around) {
        // Rows and jobs have milliseconds, so no moment may fall between two of them.
        InstantSource machine = () -> around.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var interceptors = around.callInterceptors();

        // Rows, jobs and time
        var db = Store.openForDesk(settings.database(), interceptors.transactions());
        var sharedTime = around.sharedTime().of(db, machine);
        var nodeClock = new NodeClock(db, machine, sharedTime);
        InstantSource clock = () -> nodeClock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.leases = new Leases(sharedTime, clock);
        this.instanceLock = new InstanceLock(settings.database());
        var metrics = new Metrics();
        var audit = new AuditLog(db, metrics::count);
        var jobs = new Jobs(clock, new Backoff(Wiring::askedWait));
        var periodicTasks = new PeriodicTasks(jobs, clock);
        this.platform = new Platform(db, jobs, periodicTasks, audit, clock, around.random());
        // First of all, because what features register later may wait for Slack.
        var tenSeconds = Duration.ofSeconds(10);
        periodicTasks.every(tenSeconds, "format", new SchemaVersionGuard(db, jobs)::look);
        periodicTasks.every(tenSeconds, "clock", nodeClock::compare);
        periodicTasks.every(Duration.ofMinutes(1), "presence", instanceLock::show);

        // Slack and Entra
        var chat = new Chat(settings.slack(), around.chatTimeouts(), interceptors.calls());
        this.botIdentity = new BotIdentity(chat);
        var people = new People(chat, clock, interceptors.lookUps());
        this.messaging =
                Messaging.of(platform, leases, chat, people, DeskChannels.of(rules, people));
        this.entra =
                new Entra(
                        settings.entra(),
                        around.entraTimeouts(),
                        machine,
                        interceptors.pause(),
                        interceptors.calls());
        var absences = new Absences(db);
        var lookup = new EntraLookup(entra, absences, clock);
        this.appLeases = new AppLeases(db, leases, clock);
        var changes = new CredentialChanges(entra, lookup, appLeases);

        // Who may do what, with which apps
        var policy = new Policy(rules, entra.ownClientId(), people::hasLeft);
        var access =
                new AccessRules(
                        policy,
                        new PrincipalResolver(rules, people, botIdentity, clock),
                        new AuthorizationFailures(db, audit, clock),
                        new DeliveryMethods(rules.pickUp().deliveryMethods(settings.web())),
                        rules.limits());
        var index = new AppIndex();
        this.pool = new ComputePool(interceptors.searches());
        var apps = AppCatalog.of(index, pool, lookup);
        this.requests = new Requests(db, audit, jobs, messaging.liveMessages(), clock);

        // What there is in Entra, and who looks after it
        var servedApps = new ServedApps(db, index, app -> policy.serves(AppRef.of(app)));
        this.scanning = new ScanFeature(platform, messaging, leases, entra, lookup, servedApps);
        var scan = scanning.scan();
        scan.listeners().onResult(metrics::scanned);
        var credentials = scanning.credentials();
        var owners = new OwnershipFeature(platform, messaging, rules, entra, credentials, requests);
        var planning =
                new ReminderPlanning(
                        db,
                        ReminderSettings.of(rules, entra),
                        owners.ownership(),
                        new KnownSuccessors(db),
                        people,
                        clock);
        var teams = planning.appTeams();

        // From a request to its secret
        var request =
                new RequestFeature(platform, messaging, requests, access, apps, teams::relation);
        ApprovalFeature.register(platform, messaging, requests, access);
        this.pickUp = new PickUpFeature(platform, messaging, request, changes, scan);
        var publicUrl = settings.web().publicUrl();
        var linkTerms =
                new LinkOffers.Terms(publicUrl, rules.pickUp().linkCode(), entra.tenantId());
        var link = new LinkFeature(platform, messaging, requests, access, pickUp, linkTerms);

        // Removing credentials, and reminding of those that expire
        var hour = rules.remindersOrNone().timing().at();
        this.removal = new RemovalFeature(platform, messaging, request, changes, teams, hour);
        RevokeFeature.register(platform, messaging, request, removal, lookup, credentials);
        RenewalFeature.register(platform, messaging, request, removal, credentials);
        this.reminder =
                new ReminderFeature(
                        platform, messaging, request, removal.removals(), planning, scan);

        // Looking
        var charts = new ChartPictures(db, publicUrl, clock, around.random());
        var mine = owners.responsibleApps();
        var lists =
                new CredentialListFeature(
                        platform, messaging, request, mine, credentials, reminder);
        HomeFeature.register(
                platform,
                messaging,
                request,
                new HomeSources(credentials, mine, charts, lists.line(), pickUp::buttons),
                reminder.zone());

        // Running
        MaintenanceFeature.register(
                platform, messaging.inbox(), absences, leases, rules.limits().keepSettled());
        this.restoredBackup =
                new RestoredBackup(
                        platform,
                        requests,
                        removal.removals(),
                        pickUp.cleanup(),
                        messaging.inbox(),
                        link.offers());
        jobs.runOn(tasks -> around.engine().build(db, clock, tasks));

        // From outside
        var bolt = BoltApp.create(chat, botIdentity::known);
        SlackSurface.register(bolt, messaging, rules.limits().commandsPerMinute(), clock);
        var gate =
                new SlackGate(
                        settings.slack().signingSecret(),
                        machine,
                        bolt,
                        botIdentity::known,
                        chat,
                        interceptors.beside());
        periodicTasks.every(Duration.ofMinutes(1), "refusals", gate::tellRefusals);
        this.web =
                new WebServer(
                        around.reach(),
                        settings.web().port(),
                        WebPaths.of(gate, link.page(), charts, settings.web(), clock),
                        new Health(platform, botIdentity, entra, scanning, charts)::probes,
                        metrics.registry());
    }

    /** Returns the wait that Slack or Entra asked for. */
    private static Optional<Duration> askedWait(Throwable failure) {
        return switch (failure) {
            case ChatFailure.Busy busy -> busy.retryAfter();
            case EntraFailure.Busy busy -> busy.retryAfter();
            default -> Optional.empty();
        };
    }
}
