package dev.keydesk.reminder;

import static dev.keydesk.jobs.PeriodicTasks.TEN_MINUTES;

import dev.keydesk.expiry.Scan;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.removal.OpenRemovals;
import dev.keydesk.removal.Removals;
import dev.keydesk.request.RequestFeature;

import java.time.ZoneId;

/** Reminders of credentials that expire: sending them, and acting on them. */
public final class ReminderFeature {
    private final ReminderRun run;
    private final RenewalFormOpener renewals;
    private final ZoneId zone;

    /** Creates the parts and registers them. */
    public ReminderFeature(
            Platform platform,
            Messaging messaging,
            RequestFeature request,
            Removals removals,
            ReminderPlanning planning,
            Scan scan) {
        var access = request.access();
        var db = platform.db();
        var clock = platform.clock();
        var chat = messaging.chat();
        var liveMessages = messaging.liveMessages();
        var principals = access.principals();
        var credentials = planning.credentials();
        var writer = new DigestWriter(db, liveMessages, platform.audit(), clock);
        var lookUps = new OwnerLookUps(planning.ownership(), clock);
        this.run = new ReminderRun(platform, planning, writer, lookUps);
        var refresh = new ReminderRefresh(db, planning, liveMessages, clock);
        var resolved = new ResolvedReminders(db, credentials, liveMessages, clock);
        this.zone = planning.settings().rules().timing().at().zone();
        this.renewals = new RenewalFormOpener(db, request.forms());
        var removeAsked = new RemoveAsked(db, credentials, removals, principals);
        new ReminderMenuHandler(
                        renewals, new NotOursForm(db, chat), new RemoveForm(removeAsked, chat))
                .register(messaging.handlers());
        var notice =
                new OverrideNotice(db, platform.jobs(), credentials, planning.appTeams(), chat);
        var notOurs = new NotOurs(platform, messaging, access, planning, writer, notice);
        var snooze =
                new SnoozeActions(
                        db, planning.steps(), liveMessages, platform.audit(), principals, clock);
        var openRemovals = new OpenRemovals(db, planning.settings().tenantId());
        removals.listen(new RemovalLines(db, liveMessages));
        var inbox = messaging.inbox();
        inbox.register(ReminderMenu.SNOOZE.action(), snooze::snooze);
        inbox.register(ReminderMenu.REMOVE.action(), removeAsked::ask);
        inbox.register(ReminderMenu.NOT_OURS.action(), notOurs::move);
        var jobs = platform.jobs();
        jobs.register(OverrideNotice.FIND, notice::find);
        jobs.register(OverrideNotice.TELL, notice::tell);
        jobs.register(ReminderRun.REMIND, run::remind);
        scan.listeners().onEnd(run::scanned);
        var periodicTasks = platform.periodicTasks();
        periodicTasks.everyInCluster(TEN_MINUTES, "reminders", resolved::look);
        periodicTasks.everyInCluster(TEN_MINUTES, "reminders that read differently", refresh::look);
        if (!planning.settings().rules().areWanted()) {
            // With reminders there is always something to send, so the job never ends.
            periodicTasks.everyInCluster(TEN_MINUTES, "own credential", run::look);
        }
        new DigestNote(
                        platform,
                        messaging,
                        planning.ownership(),
                        planning.facts(openRemovals, access.policy()),
                        planning.fallback())
                .register();
    }

    /** Returns what sends due reminders. */
    public ReminderRun run() {
        return run;
    }

    /** Returns the time zone of calendar days if no team is asked. */
    public ZoneId zone() {
        return zone;
    }

    /** Returns what opens the form for a new secret in place of an old one. */
    public RenewalFormOpener renewals() {
        return renewals;
    }
}
