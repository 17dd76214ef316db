package dev.keydesk;

import dev.keydesk.approval.ApprovalCard;
import dev.keydesk.approval.Approvals;
import dev.keydesk.approval.CardThread;
import dev.keydesk.approval.Deciders;
import dev.keydesk.approval.Nudges;
import dev.keydesk.approval.ReasonForm;
import dev.keydesk.approval.StuckRequests;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.board.Board;
import dev.keydesk.care.AppOwners;
import dev.keydesk.care.Care;
import dev.keydesk.care.OwnerReading;
import dev.keydesk.care.SlackUsers;
import dev.keydesk.change.AppTurns;
import dev.keydesk.change.KeyRemoval;
import dev.keydesk.change.OperatorSwitch;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.DeskChannel;
import dev.keydesk.chat.Ourselves;
import dev.keydesk.chat.People;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.OwnKeyWatch;
import dev.keydesk.expiry.Scan;
import dev.keydesk.expiry.UnreadApps;
import dev.keydesk.expiry.UnreadAppsNote;
import dev.keydesk.home.HomeAnswers;
import dev.keydesk.home.HomePage;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Inbox;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.jobs.Engine;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.OldNode;
import dev.keydesk.jobs.Patience;
import dev.keydesk.keylist.KeyLine;
import dev.keydesk.keylist.KeyLists;
import dev.keydesk.keylist.RenewButton;
import dev.keydesk.keylist.SentList;
import dev.keydesk.keylist.Sight;
import dev.keydesk.link.Knocks;
import dev.keydesk.link.LinkOffers;
import dev.keydesk.link.LinkVisits;
import dev.keydesk.lookup.Absences;
import dev.keydesk.lookup.AppFacts;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.months.Pictures;
import dev.keydesk.ops.Health;
import dev.keydesk.ops.Metrics;
import dev.keydesk.ops.Rounds;
import dev.keydesk.pickup.Doubts;
import dev.keydesk.pickup.HandOvers;
import dev.keydesk.pickup.LastLook;
import dev.keydesk.pickup.MintSwitch;
import dev.keydesk.pickup.Minting;
import dev.keydesk.pickup.PickUpNote;
import dev.keydesk.pickup.PickUps;
import dev.keydesk.pickup.ReceiptQuestions;
import dev.keydesk.pickup.Receipts;
import dev.keydesk.pickup.ShorterLifetime;
import dev.keydesk.pickup.Strays;
import dev.keydesk.pickup.TakeBacks;
import dev.keydesk.pickup.Unclaimed;
import dev.keydesk.reminder.Closing;
import dev.keydesk.reminder.DigestNote;
import dev.keydesk.reminder.MovedNotice;
import dev.keydesk.reminder.NotOursForm;
import dev.keydesk.reminder.ReminderMenu;
import dev.keydesk.reminder.ReminderRoom;
import dev.keydesk.reminder.Reminding;
import dev.keydesk.reminder.RemovalLines;
import dev.keydesk.reminder.RemoveAsked;
import dev.keydesk.reminder.RemoveForm;
import dev.keydesk.reminder.Renewing;
import dev.keydesk.reminder.StandingLines;
import dev.keydesk.removal.RemovalCard;
import dev.keydesk.removal.RemovalDecisions;
import dev.keydesk.removal.RemovalNote;
import dev.keydesk.removal.RemovalNotice;
import dev.keydesk.removal.RemovalNudge;
import dev.keydesk.removal.RemovalThread;
import dev.keydesk.removal.Removals;
import dev.keydesk.removal.Removing;
import dev.keydesk.removal.Replacement;
import dev.keydesk.removal.RevokeForms;
import dev.keydesk.removal.Revokers;
import dev.keydesk.removal.Revoking;
import dev.keydesk.removal.Untold;
import dev.keydesk.renewal.DayForm;
import dev.keydesk.renewal.KnownSuccessors;
import dev.keydesk.renewal.LostKeys;
import dev.keydesk.renewal.OldKeyButtons;
import dev.keydesk.renewal.Pressers;
import dev.keydesk.renewal.RenewalCard;
import dev.keydesk.renewal.Renewals;
import dev.keydesk.renewal.Successions;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.AppSearch;
import dev.keydesk.request.ApprovalsChannel;
import dev.keydesk.request.Checking;
import dev.keydesk.request.Confirmation;
import dev.keydesk.request.Doors;
import dev.keydesk.request.IssuedSecrets;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Refusals;
import dev.keydesk.request.Renewable;
import dev.keydesk.request.RequestForms;
import dev.keydesk.request.RequestModal;
import dev.keydesk.request.Requests;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Submissions;
import dev.keydesk.request.Timetable;
import dev.keydesk.request.Withdrawals;
import dev.keydesk.restore.Restored;
import dev.keydesk.retention.OldRows;
import dev.keydesk.slack.BoltApp;
import dev.keydesk.slack.SlackGate;
import dev.keydesk.slack.SlackSurface;
import dev.keydesk.store.Db;
import dev.keydesk.store.NodeClock;
import dev.keydesk.store.Presence;
import dev.keydesk.store.Store;
import dev.keydesk.store.Turns;
import dev.keydesk.unknown.UnknownKeyNote;
import dev.keydesk.unknown.UnknownKeyWatch;
import dev.keydesk.web.MonthsPage;
import dev.keydesk.web.PageFiles;
import dev.keydesk.web.PickUpPage;
import dev.keydesk.web.WebServer;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The one place where parts meet; read it top to bottom to learn what the bot is made of. Nothing
 * runs before {@link #start()}; closing happens in reverse.
 */
public final class Wiring implements AutoCloseable {
    private final Db db;
    private final Turns turns;
    private final AppTurns appTurns;
    private final Chat chat;
    private final Ourselves ourselves;
    private final Entra entra;
    private final Scan scan;
    private final Credentials credentials;
    private final OwnKeyWatch ownKey;
    private final Jobs jobs;
    private final Inbox inbox;
    private final ComputePool pool;
    private final MintSwitch mintSwitch;
    private final Requests requests;
    private final AuditLog audit;
    private final ApprovalsChannel approvalsChannel;
    private final DeskChannel operatorsChannel;
    private final People people;
    private final Removals removals;
    private final Reminding reminding;
    private final Restored restored;
    private final Presence presence;
    private final Rounds rounds;
    private final WebServer web;

    public Wiring(Settings settings, Rules rules, Surroundings around) {
        // What is stored has milliseconds, and so have the jobs; nothing may fall in between.
        InstantSource machine = () -> around.clock().instant().truncatedTo(ChronoUnit.MILLIS);

        this.db = Store.openForDesk(settings.database(), around.outside().transactions());
        var sharedTime = around.sharedTime().of(db, machine);
        var nodeClock = new NodeClock(db, machine, sharedTime);
        InstantSource clock = () -> nodeClock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.turns = new Turns(sharedTime, clock);
        var metrics = new Metrics();
        this.audit = new AuditLog(db, metrics::count);
        this.jobs = new Jobs(clock, new Patience(Wiring::askedWait));

        var outside = around.outside();
        this.chat = new Chat(settings.slack(), around.chatTimeouts(), outside.calls());
        this.ourselves = new Ourselves(chat);
        this.people = new People(chat, clock, outside.lookUps());
        this.entra =
                new Entra(
                        settings.entra(),
                        around.entraTimeouts(),
                        machine,
                        outside.pause(),
                        outside.calls());

        this.approvalsChannel = new ApprovalsChannel(rules.approvals().channel(), people, chat);
        this.operatorsChannel =
                new DeskChannel("operators' channel", rules.operatorsChannel(), people);
        var board = new Board(db, chat, jobs, turns, this::channelTrouble, clock);
        this.inbox = new Inbox(db, chat, jobs, clock);
        this.requests = new Requests(db, audit, jobs, board, clock);

        var policy = new Policy(rules, entra.ownClientId(), people::hasLeft);
        var doors = new Doors(rules.pickUp().doors(settings.web()));
        var standings = new Standings(rules, people, ourselves, clock);
        var index = new AppIndex();
        var absences = new Absences(db);
        var lookup = new EntraLookup(entra, absences, clock);
        var appFacts = new AppFacts(lookup, index);
        this.appTurns = new AppTurns(db, turns, clock);
        var keyRemoval = new KeyRemoval(entra, appTurns);
        var strays = new Strays(db, jobs, requests, entra, lookup, appTurns, audit, clock);
        var unknownKeys =
                new UnknownKeyWatch(
                        db, jobs, requests, lookup, board, audit, strays::isWatched, clock);
        this.credentials = new Credentials(db, entra.ownClientId());
        this.ownKey = new OwnKeyWatch(credentials, settings.entra().credential(), clock);
        var unreadApps = new UnreadApps(db, board, clock);
        board.placeApart(
                UnreadAppsNote.PLACE, new UnreadAppsNote(unreadApps, board, operatorsChannel.id()));
        var hearers =
                new Scan.Hearers(
                        app -> policy.serves(AppRef.of(app)),
                        unknownKeys::scanned,
                        metrics::scanned,
                        unreadApps::scanned);
        this.scan = new Scan(db, turns, entra, lookup, index, hearers, credentials, ownKey, clock);
        jobs.on(UnknownKeyWatch.LOOK, unknownKeys::look);
        board.placeApart(
                UnknownKeyNote.PLACE, new UnknownKeyNote(db, board, operatorsChannel.id(), clock));

        // Who looks after which app
        var operators = operatorsChannel.id();
        var reminders = rules.reminders().orElse(Reminders.none(operators));
        var successors = new KnownSuccessors(db);
        var appOwners = new AppOwners(db, entra, clock);
        var slackUsers = new SlackUsers(db, people, rules.people(), clock);
        var room =
                new ReminderRoom(
                        db,
                        reminders,
                        operators,
                        credentials,
                        successors,
                        entra,
                        appOwners,
                        slackUsers,
                        people,
                        clock);
        var teams = room.teams();

        // Asking
        var modal = new RequestModal(policy, doors);
        var renewable = new Renewable(db, requests);
        this.pool = new ComputePool(outside.searches());
        var search = new AppSearch(index, pool);
        var forms =
                new RequestForms(chat, index, search, appFacts, standings, renewable, modal, clock);
        var submissions =
                new Submissions(
                        db,
                        requests,
                        inbox,
                        index,
                        policy,
                        doors,
                        renewable,
                        rules.limits(),
                        clock,
                        around.random());
        var checking = new Checking(requests, policy, standings, appFacts, teams::relation, clock);
        var withdrawals = new Withdrawals(requests, clock);
        inbox.on(RequestForms.APP_CHOSEN, forms::showFacts);
        inbox.on(Withdrawals.ACTION, withdrawals::withdraw);
        inbox.on(Inbox.SAY, click -> Answer.say(click.text()));
        jobs.on(Timetable.CHECK, checking::check);
        jobs.on(Timetable.LAPSE, withdrawals::lapse);
        board.place(Confirmation.PLACE, new Confirmation(requests));

        // Deciding
        var refusals = new Refusals(db, audit, clock);
        var deciders = new Deciders(requests, board, policy, standings, refusals);
        var approvals = new Approvals(requests, deciders, rules.limits(), clock);
        var stuck = new StuckRequests(requests, deciders, rules.limits(), clock);
        var nudges = new Nudges(requests, policy, clock);
        inbox.on(Approvals.APPROVE, approvals::approve);
        inbox.on(Approvals.ASK_WHY_DENY, approvals::formDidNotOpen);
        inbox.on(Approvals.DENY, approvals::deny);
        inbox.on(Approvals.CANCEL, approvals::cancel);
        inbox.on(StuckRequests.TRY_AGAIN, stuck::tryAgain);
        inbox.on(StuckRequests.CLOSE, stuck::close);
        inbox.on(StuckRequests.REMOVE, stuck::remove);
        jobs.on(Timetable.NUDGE, job -> board.redraw(job, Nudges.PLACE));
        var card = new ApprovalCard(requests, policy, doors, approvalsChannel, board);
        board.place(ApprovalCard.PLACE, card);
        board.place(CardThread.PLACE, new CardThread(requests, card));
        board.place(Nudges.PLACE, nudges);

        // Picking up
        this.mintSwitch = new MintSwitch(db, audit, clock);
        var minting = new Minting(db, requests, entra, appTurns, strays, mintSwitch, clock);
        var handOvers = new HandOvers(chat, entra.tenantId());
        var pickUps =
                new PickUps(
                        requests,
                        new LastLook(policy, standings, unknownKeys, entra, lookup),
                        doors,
                        mintSwitch,
                        minting,
                        handOvers,
                        refusals,
                        clock);
        var receipts = new Receipts(requests, chat, clock);
        var questions = new ReceiptQuestions(requests, clock);
        inbox.on(PickUps.PICK_UP, pickUps::inSlack);
        inbox.on(ShorterLifetime.ACTION, new ShorterLifetime(requests, policy)::shorten);
        inbox.on(Receipts.HAVE_IT, receipts::haveIt);
        inbox.on(Receipts.HAVE_IT_HERE, receipts::haveItHere);
        inbox.on(Receipts.NOT_RECEIVED, receipts::notReceived);
        inbox.on(Receipts.REMOVE, receipts::remove);
        inbox.on(Receipts.NOT_ME, receipts::notMe);
        jobs.on(Timetable.DOUBT, new Doubts(db, requests, lookup, strays, clock)::settle);
        jobs.on(Timetable.TAKE_BACK, new TakeBacks(requests, lookup, keyRemoval, clock)::takeBack);
        jobs.on(Timetable.ASK_RECEIVED, job -> board.redraw(job, ReceiptQuestions.PLACE));
        jobs.on(Timetable.SILENT, receipts::silent);
        jobs.on(Strays.LOOK, strays::look);
        jobs.on(Strays.REMOVE, strays::removeById);
        jobs.on(Timetable.UNCLAIMED, new Unclaimed(requests, mintSwitch, clock)::end);
        var pickUpNote = new PickUpNote(requests, doors, policy);
        board.place(PickUpNote.PLACE, pickUpNote);
        board.place(ReceiptQuestions.PLACE, questions);

        // Picking up by link
        var publicUrl = settings.web().publicUrl();
        var knocks = new Knocks(db, requests, jobs, chat, audit, clock);
        var linkOffers =
                new LinkOffers(
                        db,
                        requests,
                        pickUps,
                        doors,
                        refusals,
                        chat,
                        audit,
                        new LinkOffers.Terms(publicUrl, rules.pickUp().linkCode()),
                        clock,
                        around.random());
        var visits =
                new LinkVisits(db, knocks, requests, pickUps, receipts, entra.tenantId(), clock);
        inbox.on(PickUpNote.GET_LINK, linkOffers::offer);
        jobs.on(Knocks.TELL_CLOSED, knocks::tellClosed);

        // Removing keys
        this.removals =
                new Removals(
                        db,
                        jobs,
                        board,
                        audit,
                        new Removals.Surroundings(
                                policy,
                                requests,
                                entra,
                                lookup,
                                reminders.timing().at(),
                                rules.limits().timeToDecide().dividedBy(2),
                                rules.limits().removalsAnHour(),
                                clock,
                                around.random()));
        var removing =
                new Removing(
                        removals,
                        lookup,
                        keyRemoval,
                        new OperatorSwitch(OperatorSwitch.Name.REMOVALS, db, audit, clock),
                        clock);
        var decisions = new RemovalDecisions(removals, board, policy, standings, refusals, clock);
        var untold = new Untold(chat);
        inbox.on(RemovalDecisions.APPROVE, decisions::approve);
        inbox.on(RemovalDecisions.ASK_WHY_DECLINE, decisions::formDidNotOpen);
        inbox.on(RemovalDecisions.DECLINE, decisions::decline);
        inbox.on(RemovalDecisions.WITHDRAW, decisions::withdraw);
        inbox.on(RemovalDecisions.TRY_AGAIN, decisions::tryAgain);
        jobs.on(Removing.REMOVE, removing::remove);
        var removalCard = new RemovalCard(removals, policy, approvalsChannel.id(), board, untold);
        board.placeApart(RemovalCard.PLACE, removalCard);
        board.placeApart(RemovalThread.PLACE, new RemovalThread(removals, removalCard));
        jobs.on(RemovalNudge.NUDGE, job -> board.redraw(job, RemovalNudge.PLACE));
        board.placeApart(RemovalNudge.PLACE, new RemovalNudge(removals, policy, clock));
        board.placeApart(RemovalNote.PLACE, new RemovalNote(removals));
        board.placeApart(
                RemovalNotice.PLACE,
                new RemovalNotice(removals, approvalsChannel.id(), board, untold));

        this.restored =
                new Restored(db, requests, removals, strays, inbox, linkOffers, audit, clock);

        // Reminding
        this.reminding = room.reminding(db, jobs, board, audit, credentials);
        scan.heardBy(reminding::scanned);
        var closing = new Closing(db, credentials, board, clock);
        var retelling = room.retelling(db, board, credentials, successors);
        var renewing = new Renewing(db, forms);
        var movedNotice = room.movedNotice(db, jobs, credentials, chat);
        var notOursForm = new NotOursForm(db, chat);
        var removeAsked = new RemoveAsked(db, credentials, removals, standings);
        var removeForm = new RemoveForm(removeAsked, chat);
        removals.heardBy(new RemovalLines(db, board));

        // Revoking what has leaked
        var caretakers = room.caretakers();
        var revokers = new Revokers(policy, standings, requests, caretakers);
        var revokeForms =
                new RevokeForms(chat, index, search, appFacts, forms, standings, revokers, clock);
        var revoking =
                new Revoking(
                        lookup,
                        credentials,
                        revokers,
                        caretakers,
                        removals,
                        new Replacement(submissions, policy, doors),
                        refusals);
        inbox.on(RevokeForms.APP_CHOSEN, revokeForms::showKeys);
        inbox.on(Revoking.REVOKE, revoking::revoke);

        inbox.on(ReminderMenu.SNOOZE.action(), room.snoozing(db, board, audit, standings)::snooze);
        inbox.on(ReminderMenu.REMOVE.action(), removeAsked::ask);
        inbox.on(
                ReminderMenu.NOT_OURS.action(),
                room.notOurs(db, board, audit, policy, standings, refusals, movedNotice)::move);
        jobs.on(MovedNotice.FIND, movedNotice::find);
        jobs.on(MovedNotice.TELL, movedNotice::tell);
        jobs.on(Reminding.REMIND, reminding::remind);
        board.placeApart(
                DigestNote.PLACE,
                new DigestNote(
                        db,
                        board,
                        audit,
                        removals,
                        successors,
                        credentials,
                        policy,
                        reminders.channel(),
                        operators,
                        people,
                        slackUsers,
                        clock));

        // Old keys that were renewed
        var renewals =
                new Renewals(db, board, new StandingLines(db, board), renewable, audit, clock);
        var successions = new Successions(requests, renewals, removals, credentials, teams, clock);
        var lostKeys = new LostKeys(renewals, successions, removals, credentials, jobs, clock);
        var pressers = new Pressers(policy, standings, teams);
        var oldKeys = new OldKeyButtons(renewals, removals, credentials, pressers, clock);
        var dayForm = new DayForm(renewals, removals, chat, clock);
        removals.heardBy(renewals::removalMoved);
        removals.heardBy(lostKeys);
        inbox.on(OldKeyButtons.REMOVE, oldKeys::remove);
        inbox.on(OldKeyButtons.REMOVE_ON, oldKeys::removeOn);
        inbox.on(OldKeyButtons.KEEP, oldKeys::keep);
        inbox.on(OldKeyButtons.CALL_OFF, oldKeys::callOff);
        jobs.on(Timetable.SUCCEEDED, successions::follow);
        jobs.on(LostKeys.REMOVED, lostKeys::removed);
        board.placeApart(RenewalCard.PLACE, new RenewalCard(renewals, removals, teams, board));

        // Looking
        var zone = reminders.timing().at().zone();
        var care = new Care(db, reminders, rules.people(), credentials, requests, people);
        var ownerReading = new OwnerReading(db, appOwners, clock);
        var pictures = new Pictures(db, publicUrl, clock, around.random());
        var keyLine = new KeyLine(policy);
        var sight = new Sight(standings, policy, care, credentials, search, zone);
        var issued = new IssuedSecrets(db);
        new KeyLists(inbox, chat, sight, care, credentials, keyLine, issued, clock);
        inbox.on(SentList.ACTION, new SentList(db, chat, sight, care, issued, audit, clock)::send);
        var home =
                new HomePage(
                        db,
                        requests,
                        credentials,
                        care,
                        standings,
                        pictures,
                        keyLine,
                        pickUpNote::buttons,
                        chat,
                        zone,
                        clock);
        inbox.on(HomePage.OPENED, home::opened);
        inbox.on(HomePage.MORE, home::turned);
        inbox.on(HomePage.BACK, home::turned);
        board.place(HomePage.PLACE, home);

        // Running
        this.presence = new Presence(settings.database());
        this.rounds = new Rounds(jobs, clock);
        var tenMinutes = Duration.ofMinutes(10);
        var anHour = Duration.ofHours(1);
        rounds.every(Duration.ofSeconds(10), "format", new OldNode(db, jobs)::look);
        rounds.every(Duration.ofSeconds(10), "clock", nodeClock::compare);
        rounds.every(Duration.ofMinutes(1), "presence", presence::show);
        // Each node writes down what it alone knows.
        rounds.every(Duration.ofMinutes(1), "removals", strays::writeDown);
        rounds.every(Duration.ofMinutes(5), "groups", standings::refresh);
        rounds.everyInCluster(tenMinutes, "apps", scan::refreshInTurn);
        rounds.every(Duration.ofSeconds(10), "apps of another node", scan::takeOver);
        rounds.everyInCluster(tenMinutes, "keys gone", removing::lookForVanished);
        rounds.everyInCluster(tenMinutes, "old keys", successions::look);
        rounds.everyInCluster(tenMinutes, "new keys", lostKeys::look);
        rounds.everyInCluster(tenMinutes, "reminders", closing::look);
        rounds.everyInCluster(tenMinutes, "reminders that read differently", retelling::look);
        if (rules.reminders().isEmpty()) {
            // With them there is always something to tell, so the job never ends.
            rounds.everyInCluster(tenMinutes, "own key", reminding::look);
        }
        rounds.everyInCluster(anHour, "deliveries", inbox::forgetOldDeliveries);
        rounds.everyInCluster(anHour, "links", linkOffers::forgetOld);
        rounds.every(Duration.ofMinutes(5), "groups of routes", care::refreshGroups);
        rounds.everyInCluster(Duration.ofSeconds(10), "owners", ownerReading::look);
        rounds.everyInCluster(anHour, "pictures", pictures::forgetOld);
        rounds.everyInCluster(anHour, "issued secrets", requests::nameSecretsOfOlderVersions);
        rounds.everyInCluster(anHour, "looks", () -> absences.forgetOld(clock.instant()));
        rounds.everyInCluster(
                anHour, "old rows", new OldRows(db, rules.limits().keepSettled(), clock)::delete);
        rounds.everyInCluster(anHour, "turns", () -> db.writing(turns::forgetFree));
        jobs.runOn(tasks -> around.engine().build(db, clock, tasks));

        // From outside
        var reasonForm = new ReasonForm(chat, standings);
        var bolt = BoltApp.create(chat, ourselves::known);
        SlackSurface.register(
                bolt,
                inbox,
                forms,
                submissions,
                reasonForm,
                renewing,
                notOursForm,
                removeForm,
                revokeForms,
                new RenewButton(credentials, renewing),
                dayForm,
                new HomeAnswers(chat),
                board::pressed,
                rules.limits(),
                clock);
        var gate =
                new SlackGate(
                        settings.slack().signingSecret(),
                        machine,
                        bolt,
                        ourselves::known,
                        chat,
                        outside.beside());
        rounds.every(Duration.ofMinutes(1), "refusals", gate::tellRefusals);
        this.web =
                new WebServer(
                        around.reach(),
                        settings.web().port(),
                        Map.of(
                                "/slack/events",
                                gate,
                                "/pick-up/*",
                                new PickUpPage(
                                        visits, publicUrl, settings.web().trustedProxies(), clock),
                                "/page/*",
                                new PageFiles(publicUrl),
                                "/months/*",
                                new MonthsPage(pictures)),
                        new Health(
                                        db, ourselves, index, scan, ownKey, pictures, entra, clock,
                                        rounds)
                                ::probes,
                        metrics.registry());
    }

    private Optional<String> channelTrouble(ChannelId channel) {
        return trouble(channel).map(DeskChannel.Trouble::sentence);
    }

    private Optional<DeskChannel.Trouble> trouble(ChannelId channel) {
        if (channel.equals(approvalsChannel.id())) {
            return approvalsChannel.trouble();
        }
        // A card stays where it was posted, also when the rules name another channel since.
        return channel.equals(operatorsChannel.id())
                ? operatorsChannel.trouble()
                : new DeskChannel("channel", channel, people).trouble();
    }

    /** What the other side asked us to wait, whichever it is. */
    private static Optional<Duration> askedWait(Throwable failure) {
        return switch (failure) {
            case ChatFailure.Busy busy -> busy.retryAfter();
            case EntraFailure.Busy busy -> busy.retryAfter();
            default -> Optional.empty();
        };
    }

    /** A file serves one desk, so whoever held anything on it before this one is no more. */
    private void takeFromTheDead() {
        if (db.kind() == Db.Kind.SQLITE) {
            db.writing(tx -> {
                jobs.takeFromTheDead(tx);
                appTurns.endOfDead(tx);
                turns.endAll(tx, "", Duration.ZERO);
            });
        }
    }

    /** Listens last, so that whoever reaches us finds everything in place. */
    public void start() {
        takeFromTheDead();
        scan.begin();
        ourselves.ask();
        ourselves.start();
        reminding.begin();
        jobs.engine().start();
        rounds.start();
        web.start();
    }

    /** The same without threads of its own: jobs and rounds happen when the caller says so. */
    public void startStepped() {
        startUnheard();
        web.start();
    }

    /** The same on no port at all: whoever has something for us asks {@link #web} for its page. */
    public void startUnheard() {
        takeFromTheDead();
        scan.begin();
        reminding.begin();
        refresh();
    }

    /** What threads of our own do again and again, done once. */
    public void refresh() {
        ourselves.ask();
        rounds.once();
    }

    /** The operator says that the database is a backup; done instead of a start, not during one. */
    public Restored.Outcome restored() {
        return presence.alone(restored::settle);
    }

    /** What reads the app registrations from Entra. */
    public Scan scan() {
        return scan;
    }

    public int port() {
        return web.port();
    }

    public WebServer web() {
        return web;
    }

    public Engine engine() {
        return jobs.engine();
    }

    /** Where searches run. */
    public ComputePool pool() {
        return pool;
    }

    public Rounds rounds() {
        return rounds;
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

    public MintSwitch mintSwitch() {
        return mintSwitch;
    }

    public Chat chat() {
        return chat;
    }

    public Entra entra() {
        return entra;
    }

    public Credentials credentials() {
        return credentials;
    }

    public ApprovalsChannel approvalsChannel() {
        return approvalsChannel;
    }

    /** New pick-ups are refused politely; what is under way finishes, for a bounded time. */
    @Override
    public void close() {
        mintSwitch.close();
        web.close();
        rounds.close();
        jobs.engine().close();
        pool.close();
        ourselves.close();
        entra.close();
        chat.close();
        presence.close();
        db.close();
    }
}
