package dev.keydesk;

import dev.keydesk.approval.ApprovalFeature;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.BotIdentity;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.DeskChannel;
import dev.keydesk.chat.DeskChannels;
import dev.keydesk.chat.People;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.credentiallist.CredentialListFeature;
import dev.keydesk.decision.AuthorizationFailures;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.OwnKeyWatch;
import dev.keydesk.expiry.Scan;
import dev.keydesk.expiry.UnreadApps;
import dev.keydesk.expiry.UnreadAppsNote;
import dev.keydesk.expirychart.ChartPictures;
import dev.keydesk.home.HomeFeature;
import dev.keydesk.home.HomeSources;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.SlackHandlers;
import dev.keydesk.jobs.Backoff;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.jobs.JobScheduler;
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
import dev.keydesk.maintenance.RestoredBackup;
import dev.keydesk.maintenance.RowRetention;
import dev.keydesk.monitoring.Health;
import dev.keydesk.monitoring.Metrics;
import dev.keydesk.orphans.OrphanFeature;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.OwnerReading;
import dev.keydesk.ownership.Ownership;
import dev.keydesk.ownership.ResponsibleApps;
import dev.keydesk.ownership.SlackUsers;
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
    private final Db db;
    private final Leases leases;
    private final AppLeases appLeases;
    private final Chat chat;
    private final BotIdentity botIdentity;
    private final Entra entra;
    private final Scan scan;
    private final Credentials credentials;
    private final OwnKeyWatch ownKey;
    private final Jobs jobs;
    private final Inbox inbox;
    private final ComputePool pool;
    private final PickUpFeature pickUpFeature;
    private final Messaging messaging;
    private final Requests requests;
    private final AuditLog audit;
    private final Removals removals;
    private final ReminderFeature reminderFeature;
    private final RestoredBackup restoredBackup;
    private final InstanceLock instanceLock;
    private final PeriodicTasks periodicTasks;
    private final WebServer web;

    /** Creates all parts; nothing runs yet. */
    public Wiring(Settings settings, Rules rules, RuntimeContext around) {
        // Rows and jobs have milliseconds, so no moment may fall between two of them.
        InstantSource machine = () -> around.clock().instant().truncatedTo(ChronoUnit.MILLIS);

        this.db = Store.openForDesk(settings.database(), around.callInterceptors().transactions());
        var sharedTime = around.sharedTime().of(db, machine);
        var nodeClock = new NodeClock(db, machine, sharedTime);
        InstantSource clock = () -> nodeClock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.leases = new Leases(sharedTime, clock);
        var metrics = new Metrics();
        this.audit = new AuditLog(db, metrics::count);
        this.jobs = new Jobs(clock, new Backoff(Wiring::askedWait));
        this.periodicTasks = new PeriodicTasks(jobs, clock);
        var platform = new Platform(db, jobs, periodicTasks, audit, clock, around.random());

        var callInterceptors = around.callInterceptors();
        this.chat = new Chat(settings.slack(), around.chatTimeouts(), callInterceptors.calls());
        this.botIdentity = new BotIdentity(chat);
        var people = new People(chat, clock, callInterceptors.lookUps());
        this.entra =
                new Entra(
                        settings.entra(),
                        around.entraTimeouts(),
                        machine,
                        callInterceptors.pause(),
                        callInterceptors.calls());

        var channels = DeskChannels.of(rules, people);
        var liveMessages = new LiveMessages(db, chat, jobs, leases, channels::trouble, clock);
        this.inbox = new Inbox(db, chat, jobs, clock);
        this.requests = new Requests(db, audit, jobs, liveMessages, clock);
        this.messaging =
                new Messaging(
                        chat, people, channels, liveMessages, inbox, new SlackHandlers(inbox));

        var policy = new Policy(rules, entra.ownClientId(), people::hasLeft);
        var principals = new PrincipalResolver(rules, people, botIdentity, clock);
        var failures = new AuthorizationFailures(db, audit, clock);
        var access =
                new AccessRules(
                        policy,
                        principals,
                        failures,
                        new DeliveryMethods(rules.pickUp().doors(settings.web())),
                        rules.limits());
        var index = new AppIndex();
        var absences = new Absences(db);
        var lookup = new EntraLookup(entra, absences, clock);
        this.pool = new ComputePool(callInterceptors.searches());
        var apps = new AppCatalog(index, new AppSearch(index, pool), new AppFacts(lookup, index));
        this.appLeases = new AppLeases(db, leases, clock);
        var changes = new CredentialChanges(entra, lookup, appLeases);
        var orphanCleanup = new OrphanCleanup(platform, requests, changes);
        var orphans =
                new OrphanFeature(platform, messaging, requests, lookup, orphanCleanup::isWatched);
        this.credentials = new Credentials(db, entra.ownClientId());
        this.ownKey = new OwnKeyWatch(credentials, settings.entra().credential(), clock);
        var unreadApps = new UnreadApps(db, liveMessages, clock);
        new UnreadAppsNote(unreadApps, liveMessages, channels.operators().id()).register();
        var listeners =
                new Scan.Listeners(
                        app -> policy.serves(AppRef.of(app)),
                        orphans.detection()::scanned,
                        metrics::scanned,
                        unreadApps::scanned);
        this.scan =
                new Scan(db, leases, entra, lookup, index, listeners, credentials, ownKey, clock);
        // Before the tasks of the features, which go by what a scan has seen.
        periodicTasks.everyInCluster(PeriodicTasks.TEN_MINUTES, "apps", scan::refreshInTurn);
        periodicTasks.every(Duration.ofSeconds(10), "apps of another node", scan::takeOver);

        // Who looks after which app
        var operators = channels.operators().id();
        var reminders = rules.reminders().orElse(Reminders.none(operators));
        var successors = new KnownSuccessors(db);
        var appOwners = new AppOwners(db, entra, clock);
        var slackUsers = new SlackUsers(db, people, rules.people(), clock);
        var ownership = new Ownership(credentials, appOwners, slackUsers);
        var planning =
                new ReminderPlanning(
                        db,
                        new ReminderSettings(
                                reminders, operators, entra.tenantId(), entra.signsInWith()),
                        ownership,
                        successors,
                        people,
                        clock);
        var appTeams = planning.appTeams();

        var requestFeature =
                new RequestFeature(platform, messaging, requests, access, apps, appTeams::relation);
        ApprovalFeature.register(platform, messaging, requests, access);
        this.pickUpFeature =
                new PickUpFeature(
                        platform,
                        messaging,
                        requestFeature,
                        changes,
                        orphanCleanup,
                        orphans.detection());
        var publicUrl = settings.web().publicUrl();
        var linkFeature =
                new LinkFeature(
                        platform,
                        messaging,
                        requests,
                        access,
                        pickUpFeature,
                        new LinkOffers.Terms(
                                publicUrl, rules.pickUp().linkCode(), entra.tenantId()));

        // Removing credentials
        var removalFeature =
                new RemovalFeature(
                        platform,
                        messaging,
                        requestFeature,
                        changes,
                        appTeams,
                        reminders.timing().at());
        this.removals = removalFeature.removals();
        RevokeFeature.register(
                platform, messaging, requestFeature, removalFeature, lookup, credentials);
        RenewalFeature.register(platform, messaging, requestFeature, removalFeature, credentials);
        this.restoredBackup =
                new RestoredBackup(
                        platform, requests, removals, orphanCleanup, inbox, linkFeature.offers());

        // Reminding
        this.reminderFeature =
                new ReminderFeature(
                        platform, messaging, access, planning, removals, requestFeature.forms());
        scan.heardBy(reminderFeature.run()::scanned);

        // Looking
        var responsibleApps =
                new ResponsibleApps(db, reminders, rules.people(), credentials, requests, people);
        var ownerReading = new OwnerReading(db, appOwners, clock);
        var chartPictures = new ChartPictures(db, publicUrl, clock, around.random());
        var lists =
                new CredentialListFeature(
                        platform,
                        messaging,
                        requestFeature,
                        responsibleApps,
                        credentials,
                        reminderFeature);
        HomeFeature.register(
                platform,
                messaging,
                requestFeature,
                new HomeSources(
                        credentials,
                        responsibleApps,
                        chartPictures,
                        lists.line(),
                        pickUpFeature.message()::buttons),
                reminderFeature.zone());

        // Running
        this.instanceLock = new InstanceLock(settings.database());
        periodicTasks.every(
                Duration.ofSeconds(10), "format", new SchemaVersionGuard(db, jobs)::look);
        periodicTasks.every(Duration.ofSeconds(10), "clock", nodeClock::compare);
        periodicTasks.every(Duration.ofMinutes(1), "presence", instanceLock::show);
        periodicTasks.every(Duration.ofMinutes(5), "groups", principals::refresh);
        periodicTasks.everyInCluster(
                PeriodicTasks.AN_HOUR, "deliveries", inbox::forgetOldDeliveries);
        periodicTasks.every(
                Duration.ofMinutes(5), "groups of routes", responsibleApps::refreshGroups);
        periodicTasks.everyInCluster(Duration.ofSeconds(10), "owners", ownerReading::look);
        periodicTasks.everyInCluster(PeriodicTasks.AN_HOUR, "pictures", chartPictures::forgetOld);
        periodicTasks.everyInCluster(
                PeriodicTasks.AN_HOUR, "looks", () -> absences.forgetOld(clock.instant()));
        periodicTasks.everyInCluster(
                PeriodicTasks.AN_HOUR,
                "old rows",
                new RowRetention(db, rules.limits().keepSettled(), clock)::delete);
        periodicTasks.everyInCluster(
                PeriodicTasks.AN_HOUR, "turns", () -> db.writing(leases::forgetFree));
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
                        callInterceptors.beside());
        periodicTasks.every(Duration.ofMinutes(1), "refusals", gate::tellRefusals);
        this.web =
                new WebServer(
                        around.reach(),
                        settings.web().port(),
                        Map.of(
                                "/slack/events",
                                gate,
                                "/pick-up/*",
                                new PickUpPage(
                                        linkFeature.page(),
                                        publicUrl,
                                        settings.web().trustedProxies(),
                                        clock),
                                "/page/*",
                                new PageFiles(publicUrl),
                                "/months/*",
                                new ExpiryChartPage(chartPictures)),
                        new Health(
                                        db,
                                        botIdentity,
                                        index,
                                        scan,
                                        ownKey,
                                        chartPictures,
                                        entra,
                                        clock,
                                        periodicTasks)
                                ::probes,
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
        if (db.kind() == Db.Kind.SQLITE) {
            db.writing(tx -> {
                jobs.takeFromTheDead(tx);
                appLeases.endOfDead(tx);
                leases.endAll(tx, "", Duration.ZERO);
            });
        }
    }

    /** Opens the port last, so that everything is ready when a request arrives. */
    public void start() {
        takeFromTheDead();
        scan.begin();
        botIdentity.ask();
        botIdentity.start();
        reminderFeature.run().begin();
        jobs.jobScheduler().start();
        periodicTasks.start();
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
        scan.begin();
        reminderFeature.run().begin();
        refresh();
    }

    /** Runs once what the threads would do again and again. */
    public void refresh() {
        botIdentity.ask();
        periodicTasks.runOnce();
    }

    /** Brings a restored backup in order; done instead of a start, not during one. */
    public RestoredBackup.Outcome restored() {
        return instanceLock.alone(restoredBackup::settle);
    }

    /** Returns what reads the app registrations from Entra. */
    public Scan scan() {
        return scan;
    }

    /** Returns the port of the web server. */
    public int port() {
        return web.port();
    }

    public WebServer web() {
        return web;
    }

    /** Returns what runs the jobs. */
    public JobScheduler jobScheduler() {
        return jobs.jobScheduler();
    }

    /** Returns the pool in which searches run. */
    public ComputePool pool() {
        return pool;
    }

    public PeriodicTasks periodicTasks() {
        return periodicTasks;
    }

    public Db db() {
        return db;
    }

    public Inbox inbox() {
        return inbox;
    }

    public Requests requests() {
        return requests;
    }

    public Removals removals() {
        return removals;
    }

    public AuditLog audit() {
        return audit;
    }

    /** Returns the switch that stops minting on this node. */
    public MintSwitch mintSwitch() {
        return pickUpFeature.mintSwitch();
    }

    public Chat chat() {
        return chat;
    }

    public Credentials credentials() {
        return credentials;
    }

    /** Returns the approvals channel. */
    public DeskChannel approvalsChannel() {
        return messaging.channels().approvals();
    }

    /** Refuses new pick-ups with a message; those in progress finish, for a limited time. */
    @Override
    public void close() {
        pickUpFeature.mintSwitch().close();
        web.close();
        periodicTasks.close();
        jobs.jobScheduler().close();
        pool.close();
        botIdentity.close();
        entra.close();
        chat.close();
        instanceLock.close();
        db.close();
    }
}
