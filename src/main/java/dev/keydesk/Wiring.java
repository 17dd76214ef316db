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
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.Scan;
import dev.keydesk.expiry.ScanFeature;
import dev.keydesk.expiry.ServedApps;
import dev.keydesk.expirychart.ChartPictures;
import dev.keydesk.home.HomeFeature;
import dev.keydesk.home.HomeSources;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.SlackHandlers;
import dev.keydesk.jobs.Backoff;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.jobs.SchemaVersionGuard;
import dev.keydesk.keychange.AppLeases;
import dev.keydesk.keychange.CredentialChanges;
import dev.keydesk.link.LinkFeature;
import dev.keydesk.link.LinkOffers;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.lookup.Absences;
import dev.keydesk.lookup.AppFacts;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.maintenance.MaintenanceFeature;
import dev.keydesk.maintenance.RestoredBackup;
import dev.keydesk.monitoring.Health;
import dev.keydesk.monitoring.Metrics;
import dev.keydesk.orphans.OrphanFeature;
import dev.keydesk.ownership.OwnershipFeature;
import dev.keydesk.pickup.MintSwitch;
import dev.keydesk.pickup.OrphanCleanup;
import dev.keydesk.pickup.PickUpFeature;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.reminder.ReminderFeature;
import dev.keydesk.reminder.ReminderPlanning;
import dev.keydesk.reminder.ReminderSettings;
import dev.keydesk.removal.KnownSuccessors;
import dev.keydesk.removal.RemovalFeature;
import dev.keydesk.removal.Removals;
import dev.keydesk.removal.RenewalFeature;
import dev.keydesk.removal.RevokeFeature;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.AppCatalog;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.AppSearch;
import dev.keydesk.request.DeliveryMethods;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.RequestFeature;
import dev.keydesk.request.Requests;
import dev.keydesk.slack.BoltApp;
import dev.keydesk.slack.SlackGate;
import dev.keydesk.slack.SlackSurface;
import dev.keydesk.store.Db;
import dev.keydesk.store.InstanceLock;
import dev.keydesk.store.Leases;
import dev.keydesk.store.NodeClock;
import dev.keydesk.store.Store;
import dev.keydesk.web.ExpiryChartPage;
import dev.keydesk.web.PageFiles;
import dev.keydesk.web.PickUpPage;
import dev.keydesk.web.WebServer;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The composition root: read it from top to bottom to learn what Keydesk is made of. Nothing runs
 * before {@link #start()}; parts are closed in reverse order.
 */
public final class Wiring implements AutoCloseable {
    private final Platform platform;
    private final Messaging messaging;
    private final Leases leases;
    private final AppLeases appLeases;
    private final BotIdentity botIdentity;
    private final Entra entra;
    private final ComputePool pool;
    private final Requests requests;
    private final ScanFeature scanning;
    private final PickUpFeature pickUp;
    private final RemovalFeature removal;
    private final ReminderFeature reminder;
    private final RestoredBackup restoredBackup;
    private final InstanceLock instanceLock;
    private final WebServer web;

    /** Creates all parts; nothing runs yet. */
    public Wiring(Settings settings, Rules rules, RuntimeContext around) {
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

        // Slack and Entra
        var chat = new Chat(settings.slack(), around.chatTimeouts(), interceptors.calls());
        this.botIdentity = new BotIdentity(chat);
        var people = new People(chat, clock, interceptors.lookUps());
        var channels = DeskChannels.of(rules, people);
        var liveMessages = new LiveMessages(db, chat, jobs, leases, channels::trouble, clock);
        var inbox = new Inbox(db, chat, jobs, clock);
        var handlers = new SlackHandlers(inbox);
        this.messaging = new Messaging(chat, people, channels, liveMessages, inbox, handlers);
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
                        new DeliveryMethods(rules.pickUp().doors(settings.web())),
                        rules.limits());
        var index = new AppIndex();
        this.pool = new ComputePool(interceptors.searches());
        var apps = new AppCatalog(index, new AppSearch(index, pool), new AppFacts(lookup, index));
        this.requests = new Requests(db, audit, jobs, liveMessages, clock);

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
        var cleanup = new OrphanCleanup(platform, requests, changes);
        var orphans =
                new OrphanFeature(platform, messaging, requests, lookup, cleanup::isWatched, scan)
                        .detection();
        this.pickUp = new PickUpFeature(platform, messaging, request, changes, cleanup, orphans);
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
                platform, inbox, absences, leases, rules.limits().keepSettled());
        this.restoredBackup =
                new RestoredBackup(
                        platform, requests, removal.removals(), cleanup, inbox, link.offers());
        var tenSeconds = Duration.ofSeconds(10);
        periodicTasks.every(tenSeconds, "format", new SchemaVersionGuard(db, jobs)::look);
        periodicTasks.every(tenSeconds, "clock", nodeClock::compare);
        periodicTasks.every(Duration.ofMinutes(1), "presence", instanceLock::show);
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
        var proxies = settings.web().trustedProxies();
        this.web =
                new WebServer(
                        around.reach(),
                        settings.web().port(),
                        Map.of(
                                "/slack/events", gate,
                                "/pick-up/*",
                                        new PickUpPage(link.page(), publicUrl, proxies, clock),
                                "/page/*", new PageFiles(publicUrl),
                                "/months/*", new ExpiryChartPage(charts)),
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

    /** A SQLite file serves one instance, so no earlier holder of a lease or job on it lives. */
    private void takeFromTheDead() {
        if (platform.db().kind() == Db.Kind.SQLITE) {
            platform.db()
                    .writing(tx -> {
                        platform.jobs().takeFromTheDead(tx);
                        appLeases.endOfDead(tx);
                        leases.endAll(tx, "", Duration.ZERO);
                    });
        }
    }

    /** Opens the port last, so that everything is ready when a request arrives. */
    public void start() {
        takeFromTheDead();
        scan().begin();
        botIdentity.ask();
        botIdentity.start();
        reminder.run().begin();
        platform.jobs().jobScheduler().start();
        platform.periodicTasks().start();
        web.start();
    }

    /** The same without threads: jobs and periodic tasks run when the caller says so. */
    public void startStepped() {
        startUnheard();
        web.start();
    }

    /** The same without a port: callers use the servlets from {@link #web}. */
    public void startUnheard() {
        takeFromTheDead();
        scan().begin();
        reminder.run().begin();
        refresh();
    }

    /** Runs once what the threads would do again and again. */
    public void refresh() {
        botIdentity.ask();
        platform.periodicTasks().runOnce();
    }

    /** Brings a restored backup in order; done instead of a start, not during one. */
    public RestoredBackup.Outcome restored() {
        return instanceLock.alone(restoredBackup::settle);
    }

    /** Returns the database, the jobs, the audit log and the time. */
    public Platform platform() {
        return platform;
    }

    /** Returns what talks to people in Slack. */
    public Messaging messaging() {
        return messaging;
    }

    /** Returns what reads the app registrations from Entra. */
    public Scan scan() {
        return scanning.scan();
    }

    /** Returns what the last scans saw of all credentials. */
    public Credentials credentials() {
        return scanning.credentials();
    }

    public Requests requests() {
        return requests;
    }

    public Removals removals() {
        return removal.removals();
    }

    /** Returns the switch that stops minting on this node. */
    public MintSwitch mintSwitch() {
        return pickUp.mintSwitch();
    }

    /** Returns the pool in which searches run. */
    public ComputePool pool() {
        return pool;
    }

    public WebServer web() {
        return web;
    }

    /** Returns the port of the web server. */
    public int port() {
        return web.port();
    }

    /** Refuses new pick-ups with a message; those in progress finish, for a limited time. */
    @Override
    public void close() {
        pickUp.mintSwitch().close();
        web.close();
        platform.periodicTasks().close();
        platform.jobs().jobScheduler().close();
        pool.close();
        botIdentity.close();
        entra.close();
        messaging.chat().close();
        instanceLock.close();
        platform.db().close();
    }
}
