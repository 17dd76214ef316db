package dev.keydesk.removal;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.DecisionGuard;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.GoneCredentials;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.jobs.Job;
import dev.keydesk.keychange.CredentialChanges;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageSubject;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.RequestFeature;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.Versioned;
import dev.keydesk.workflow.Workflow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keys that are to be removed: how one is asked for, and the only way to move one. The row, its
 * audit event, its job, what else hears of it and the messages that show it are one transaction.
 *
 * <p>What asks Entra first is called from jobs, as the answer to a click is.
 */
public final class Removals implements DecisionGuard.Things<Removal> {
    private static final int MOST_NAMES_TRIED = 20;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Db db;
    private final RemovalMachine machine;
    private final Workflow<Removal> workflow;
    private final DecisionGuard<Removal> guard;
    private final RemovalRows rows;
    private final MessageSubject<Versioned<Removal>> messages;
    private final RenewalRows renewals;
    private final RemovalPreconditions removalPreconditions;
    private final NewerKey newerKey;
    private final String tenant;
    private final DailyHour hour;
    private final int limitAnHour;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Works with these.
     *
     * @param hour at which a removal of a day begins, and the time zone that day is in
     */
    Removals(
            Platform platform,
            LiveMessages liveMessages,
            RequestFeature request,
            CredentialChanges changes,
            DailyHour hour) {
        this.db = platform.db();
        this.clock = platform.clock();
        this.random = platform.random();
        var limits = request.access().limits();
        // Approvers are reminded when half of the time to decide is over.
        this.machine = new RemovalMachine(limits.timeToDecide().dividedBy(2));
        this.workflow =
                new Workflow<>(db, platform.audit(), platform.jobs(), liveMessages, clock, machine);
        this.rows = new RemovalRows(db, workflow.rows());
        this.messages =
                liveMessages.subject(RemovalRows.TABLE.name(), id -> workflow.rows().find(id));
        this.renewals = new RenewalRows(db, workflow.rows());
        workflow.listen(Removals::gone);
        this.guard =
                new DecisionGuard<>(
                        this,
                        liveMessages,
                        List.of(RemovalMessageKinds.CARD, RemovalMessageKinds.TEAM_CARD),
                        request.access().failures());
        this.newerKey = new NewerKey(request.requests(), changes.lookup(), clock);
        this.removalPreconditions =
                new RemovalPreconditions(
                        request.access().policy(),
                        request.requests(),
                        changes.entra(),
                        changes.lookup(),
                        newerKey);
        this.tenant = changes.entra().tenantId();
        this.hour = hour;
        this.limitAnHour = limits.removalsAnHour();
    }

    private static void gone(Tx tx, Removal now) {
        if (now instanceof Removal.Gone gone && gone.leftEntra()) {
            GoneCredentials.record(tx, gone.details().key(), gone.at());
        }
    }

    /** What every decision about a removal goes through. */
    DecisionGuard<Removal> guard() {
        return guard;
    }

    /** The value of a button says more than the name. */
    @Override
    public Optional<Versioned<Removal>> named(String pressed) {
        return PressedCard.parse(pressed).map(PressedCard::id).flatMap(this::find);
    }

    @Override
    public String key(Removal removal) {
        return removal.id().text();
    }

    /** The messages that show a removal. */
    public MessageSubject<Versioned<Removal>> messages() {
        return messages;
    }

    /** Nothing has moved, but the time has come at which a message shows something else. */
    public void refreshMessages(Job timer) {
        workflow.refreshMessages(timer);
    }

    /** Adds somebody who shows removals elsewhere; before anything moves. */
    public void listen(Workflow.Listener<Removal> listener) {
        workflow.listen(listener);
    }

    /**
     * Asks those who decide.
     *
     * @param on the day it is wanted for; empty for at once
     */
    public RemovalRequestOutcome ask(RemovalRequest removalRequest, Optional<LocalDate> on) {
        return checked(removalRequest, details -> new Removal.Asked(details, on));
    }

    /**
     * Removes it now; the caller has made sure that this person may. What was asked for before is
     * not waited for any longer.
     *
     * @param because why they may, as a sentence
     */
    public RemovalRequestOutcome removeNow(RemovalRequest removalRequest, String because) {
        var permit = permit(removalRequest, because);
        boolean limited = needsSecond();
        RemovalRequestOutcome outcome;
        try {
            outcome =
                    limited
                            ? askSecond(removalRequest, Optional.empty(), permit)
                            : checked(
                                    removalRequest,
                                    details ->
                                            Removal.BeingRemoved.begun(
                                                    details, permit, permit.at()));
        } catch (LimitReached _) {
            return removeNow(removalRequest, because);
        }
        return outcome instanceof RemovalRequestOutcome.AskedBefore(var before)
                ? before.state()
                        .hurry(removalRequest, permit, limited)
                        .map(next ->
                                stillNeeded(removalRequest)
                                        .orElseGet(() ->
                                                hurried(removalRequest, because, before, next)))
                        .orElse(outcome)
                : outcome;
    }

    /** Whoever asks has let it happen; somebody who decides has to agree. */
    private RemovalRequestOutcome askSecond(
            RemovalRequest removalRequest, Optional<LocalDate> on, Removal.Permit permit) {
        return checked(
                removalRequest, details -> new Removal.Asked(details, on).needsSecond(permit));
    }

    /**
     * Whether so many removals were let happen within the last hour that the next one needs a
     * second person. One account, or one mistake, must not empty a tenant of its credentials. It is
     * counted again when the decision is stored, since others decide at the same moment.
     */
    public boolean needsSecond() {
        return rows.permittedSince(anHourAgo()) >= limitAnHour;
    }

    private Instant anHourAgo() {
        return clock.instant().minus(HOUR);
    }

    /** Others have used up the limit since it was looked at; with this nothing is stored. */
    private static final class LimitReached extends RuntimeException {
        LimitReached() {
            super(null, null, false, false);
        }
    }

    /**
     * @param from empty for one that begins
     * @throws LimitReached if one person alone lets it happen, and the limit of an hour is reached
     */
    private void count(Tx tx, Optional<Removal> from, Removal to) {
        boolean isLetNow = to.permitted().isPresent() && from.flatMap(Removal::agreed).isEmpty();
        if (isLetNow && rows.permittedSince(tx, anHourAgo()) >= limitAnHour) {
            throw new LimitReached();
        }
    }

    private Optional<RemovalRequestOutcome> stillNeeded(RemovalRequest removalRequest) {
        return removalPreconditions
                .stillNeeded(removalRequest)
                .map(RemovalRequestOutcome.Refused::new);
    }

    private RemovalRequestOutcome hurried(
            RemovalRequest removalRequest,
            String because,
            Versioned<Removal> before,
            Removal next) {
        return tryMove(before, next, Actor.of(removalRequest.by()), because)
                .<RemovalRequestOutcome>map(RemovalRequestOutcome.Taken::new)
                // Somebody was faster: what stands there now counts.
                .orElseGet(() -> removeNow(removalRequest, because));
    }

    /**
     * Removes it on a day; the caller has made sure that this person may.
     *
     * @param day in the time zone of {@link #zone}; one that has begun, or is over, means now
     * @param because why they may, as a sentence
     */
    public RemovalRequestOutcome removeOn(
            RemovalRequest removalRequest, LocalDate day, String because) {
        var due = due(day);
        if (due.isPresent() && needsSecond()) {
            return askSecond(removalRequest, Optional.of(day), permit(removalRequest, because));
        }
        if (due.isEmpty()) {
            return removeNow(removalRequest, because);
        }
        try {
            return checked(
                    removalRequest,
                    details ->
                            new Removal.Scheduled(
                                    details, permit(removalRequest, because), day, due.get()));
        } catch (LimitReached _) {
            return removeOn(removalRequest, day, because);
        }
    }

    private Removal.Permit permit(RemovalRequest removalRequest, String because) {
        return new Removal.Permit(removalRequest.by(), because, clock.instant());
    }

    /** Empty if it is not in the future. */
    Optional<Instant> due(LocalDate day) {
        return Optional.of(hour.on(day).toInstant()).filter(clock.instant()::isBefore);
    }

    /** When those who decide are told that somebody still waits for them. */
    Instant nudgedAt(RemovalDetails details) {
        return machine.nudgedAt(details);
    }

    /** Where the days of removals begin and end. */
    public ZoneId zone() {
        return hour.zone();
    }

    /** Why the desk does not remove that key, by what is stored; for forms. */
    public Optional<String> objection(RemovalRequest removalRequest) {
        return removalPreconditions.standing(removalRequest.key());
    }

    /** The removal of that key which is asked for or under way, if there is one. */
    public Optional<Versioned<Removal>> openFor(String objectId, String keyId) {
        return holder(objectId, keyId).filter(stored -> stored.state().isOpen());
    }

    /** The same, also where the team of a renewed key can still say what becomes of it. */
    Optional<Versioned<Removal>> holder(String objectId, String keyId) {
        return rows.holder(tenant, objectId, keyId);
    }

    /** What is asked of the removals of keys that were renewed. */
    RenewalRows renewals() {
        return renewals;
    }

    /** Whether that click has done its work: it is settled at least once. */
    public boolean isWorkOf(Interaction interaction, String objectId, String keyId) {
        return openFor(objectId, keyId).filter(open -> isWorkOf(interaction, open)).isPresent();
    }

    /**
     * Whether that form has done its work: it is settled at least once. What the same person asks
     * for more calmly meanwhile is not that work.
     */
    boolean isLeakWorkOf(Interaction interaction, String objectId, String keyId) {
        return openFor(objectId, keyId)
                .filter(open -> open.state().details().cause().isLeak())
                .filter(open -> isWorkOf(interaction, open))
                .isPresent();
    }

    /** The same of one that is known; whoever asked for it, or let it happen, did that work. */
    public static boolean isWorkOf(Interaction interaction, Versioned<Removal> stored) {
        return isBy(stored.state(), interaction.user(), interaction.pressedAt());
    }

    private static boolean isBy(Removal removal, UserId who, Instant since) {
        var details = removal.details();
        return (details.by().equals(who) && !details.at().isBefore(since))
                || removal.agreed()
                        .filter(permit -> permit.by().equals(who) && !permit.at().isBefore(since))
                        .isPresent();
    }

    public Optional<Versioned<Removal>> find(RemovalId id) {
        return workflow.rows().find(id.text());
    }

    /** For what people and their clients send. */
    Optional<Versioned<Removal>> find(String id) {
        return RemovalId.parse(id).flatMap(this::find);
    }

    private interface First {
        Removal of(RemovalDetails details);
    }

    private RemovalRequestOutcome checked(RemovalRequest removalRequest, First first) {
        var key = removalRequest.key();
        var refused = removalPreconditions.standing(key);
        if (refused.isPresent()) {
            return new RemovalRequestOutcome.Refused(refused.get());
        }
        var before = holder(key.app().objectId(), key.keyId());
        if (before.filter(removalRequest::isOutdated).isPresent()) {
            return new RemovalRequestOutcome.Outdated();
        }
        if (before.filter(it -> stands(it.state(), removalRequest, first)).isPresent()) {
            return new RemovalRequestOutcome.AskedBefore(before.get());
        }
        return removalPreconditions
                .nothingThere(key)
                .<RemovalRequestOutcome>map(RemovalRequestOutcome.NothingThere::new)
                .or(() -> stillNeeded(removalRequest))
                .orElseGet(() -> stored(removalRequest, before, first));
    }

    /** Whether what somebody has asked for before goes on; its team may choose another day. */
    private static boolean stands(Removal before, RemovalRequest removalRequest, First first) {
        boolean isOtherDay =
                removalRequest.cause().kind() == RemovalCause.Kind.REPLACED
                        && before instanceof Removal.Scheduled planned
                        && first.of(planned.details())
                                .wantedOn()
                                .filter(day -> !day.equals(planned.day()))
                                .isPresent();
        return before.isOpen() && !isOtherDay;
    }

    private RemovalRequestOutcome stored(
            RemovalRequest removalRequest, Optional<Versioned<Removal>> before, First first) {
        for (int tried = 0; tried < MOST_NAMES_TRIED; tried++) {
            var removal =
                    first.of(
                            before.map(it ->
                                            it.state()
                                                    .details()
                                                    .takenUp(removalRequest, clock.instant()))
                                    .orElseGet(() -> order(removalRequest)));
            var sentence = asked(removal.details());
            var by = Actor.of(removalRequest.by());
            var stored =
                    before.isPresent()
                            ? db.write(tx -> move(tx, before.get(), removal, by, sentence))
                            : open(removal, by, sentence);
            if (stored.isPresent()) {
                return new RemovalRequestOutcome.Taken(stored.get());
            }
            if (before.isPresent()
                    || holder(removalRequest.key().app().objectId(), removalRequest.key().keyId())
                            .isPresent()) {
                return checked(removalRequest, first);
            }
        }
        throw new IllegalStateException("no free name was found");
    }

    private RemovalDetails order(RemovalRequest removalRequest) {
        return new RemovalDetails(
                RemovalId.fresh(random),
                tenant,
                removalRequest.key(),
                removalRequest.by(),
                removalRequest.cause(),
                removalRequest.hears().map(NoticeRecipients::reads),
                removalRequest.hears().map(NoticeRecipients::calls),
                clock.instant(),
                Optional.empty(),
                0);
    }

    /** Empty if another one concerns the key already, or the name is taken. */
    Optional<Versioned<Removal>> open(Removal removal, Actor by, String sentence) {
        return db.write(tx -> {
            count(tx, Optional.empty(), removal);
            return workflow.open(tx, removal, by, sentence);
        });
    }

    /** What a newer key proposes by itself. */
    RemovalDetails proposal(Credential.Key old, Renewal renewal) {
        return new RemovalDetails(
                RemovalId.fresh(random),
                tenant,
                old,
                renewal.requester(),
                RemovalCause.renewedBy(renewal.ticket()),
                Optional.empty(),
                Optional.empty(),
                clock.instant(),
                Optional.of(renewal),
                0);
    }

    /** By ids, which do not change, and with what the person wrote. */
    private static String asked(RemovalDetails details) {
        var key = details.key();
        return "Secret %s of app registration %s (%s). %s"
                .formatted(
                        key.keyId(),
                        key.app().objectId(),
                        key.app().name(),
                        details.cause().sentence());
    }

    /**
     * Two people may press at the same moment; exactly one of them moves the row.
     *
     * @param sentence why, for the audit log
     * @return empty if somebody else moved it first, or used up the limit of an hour; then nothing
     *     was changed, and what stands there now counts
     */
    @Override
    public Optional<Versioned<Removal>> tryMove(
            Versioned<Removal> from, Removal to, Actor by, String sentence) {
        try {
            return db.write(tx -> move(tx, from, to, by, sentence));
        } catch (LimitReached _) {
            return Optional.empty();
        }
    }

    private Optional<Versioned<Removal>> move(
            Tx tx, Versioned<Removal> from, Removal to, Actor by, String sentence) {
        count(tx, Optional.of(from.state()), to);
        return workflow.tryTransition(tx, from, to, by, sentence);
    }

    /** Its team is asked elsewhere, of which nobody has to know later. */
    void askElsewhere(Versioned<Removal> stored, DeliveryTarget target) {
        var details = stored.state().details();
        var renewal = details.renewal().orElseThrow();
        var to = stored.state().with(details.with(renewal.at(target)));
        workflow.tryTransition(stored, to, Actor.DESK, "Its team is asked in another place.");
    }

    /** What tells whether a key that is to go has a newer one in its place. */
    public NewerKey newerKey() {
        return newerKey;
    }

    /** Those that wait for something, and whose key the last scan has missed. */
    List<Versioned<Removal>> vanished() {
        return rows.vanished();
    }

    /** Those that nobody wants, and whose key has expired. */
    List<Versioned<Removal>> expired() {
        return rows.expired(clock.instant());
    }

    /**
     * The desk goes on from a backup, and does not know whether somebody has called off since what
     * goes on by itself: that goes to a person.
     *
     * @return what was given to persons
     */
    public List<RemovalId> toPersons(Tx tx, String why) {
        var underWay = rows.underWay(tx);
        for (var stored : underWay) {
            var now = clock.instant();
            switch (stored.state()) {
                case Removal.Scheduled it ->
                        workflow.transition(tx, stored, it.unsure(why, now), Actor.OPERATOR, why);
                case Removal.BeingRemoved it ->
                        workflow.transition(tx, stored, it.stuck(why, now), Actor.OPERATOR, why);
                case Removal.Proposed _,
                        Removal.Asked _,
                        Removal.NeedsPerson _,
                        Removal.Declined _,
                        Removal.Withdrawn _,
                        Removal.Gone _ -> {}
            }
        }
        return underWay.stream().map(stored -> stored.state().id()).toList();
    }
}
