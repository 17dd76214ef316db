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
 * Stores removals, starts them, and makes all their transitions. The row, its audit event, its job,
 * the listeners and the refresh of its messages are one transaction.
 *
 * <p>Methods that ask Entra first are called from jobs, such as the one that answers a click.
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
     * Creates the parts.
     *
     * @param hour at which a planned removal begins, and the time zone of its day
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
            GoneCredentials.record(tx, gone.details().credential(), gone.goneAt());
        }
    }

    /** Returns the guard of every decision about a removal. */
    DecisionGuard<Removal> guard() {
        return guard;
    }

    /** The value of a button contains more than the id. */
    @Override
    public Optional<Versioned<Removal>> named(String pressed) {
        return PressedCard.parse(pressed).map(PressedCard::id).flatMap(this::find);
    }

    @Override
    public String key(Removal removal) {
        return removal.id().text();
    }

    /** Returns the messages that show a removal. */
    public MessageSubject<Versioned<Removal>> messages() {
        return messages;
    }

    /**
     * Refreshes the messages without a transition, because they show something else from this time
     * on.
     */
    public void refreshMessages(Job timer) {
        workflow.refreshMessages(timer);
    }

    /** Adds a listener to every transition; call it before anything moves. */
    public void listen(Workflow.Listener<Removal> listener) {
        workflow.listen(listener);
    }

    /**
     * Asks the approvers.
     *
     * @param on the requested day; empty for an immediate removal
     */
    public RemovalRequestOutcome ask(RemovalRequest removalRequest, Optional<LocalDate> on) {
        return checked(removalRequest, details -> new Removal.Asked(details, on));
    }

    /**
     * Removes the credential now; the caller has checked that the person may. An earlier request is
     * not waited for.
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
                                                    details, permit, permit.approvedAt()));
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

    /** The person has permitted it; an approver has to agree. */
    private RemovalRequestOutcome askSecond(
            RemovalRequest removalRequest, Optional<LocalDate> on, Removal.Permit permit) {
        return checked(
                removalRequest, details -> new Removal.Asked(details, on).needsSecond(permit));
    }

    /**
     * Returns whether so many removals were permitted within the last hour that the next one needs
     * a second person. One account, or one mistake, must not remove all credentials of a tenant. It
     * is counted again when the decision is stored, because others decide at the same moment.
     */
    public boolean needsSecond() {
        return rows.permittedSince(anHourAgo()) >= limitAnHour;
    }

    private Instant anHourAgo() {
        return clock.instant().minus(HOUR);
    }

    /** Others have reached the limit since it was checked; this rolls the transaction back. */
    private static final class LimitReached extends RuntimeException {
        LimitReached() {
            super(null, null, false, false);
        }
    }

    /**
     * @param from empty for a removal that begins
     * @throws LimitReached if one person alone permits it, and the hourly limit is reached
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
        return tryMove(before, next, Actor.of(removalRequest.requestedBy()), because)
                .<RemovalRequestOutcome>map(RemovalRequestOutcome.Taken::new)
                // Somebody else was faster: what is stored now counts.
                .orElseGet(() -> removeNow(removalRequest, because));
    }

    /**
     * Removes the credential on a day; the caller has checked that the person may.
     *
     * @param day in the time zone of {@link #zone}; a day that has begun, or is over, means now
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
        return new Removal.Permit(removalRequest.requestedBy(), because, clock.instant());
    }

    /** Returns the moment on that day; empty if it is not in the future. */
    Optional<Instant> due(LocalDate day) {
        return Optional.of(hour.momentOn(day).toInstant()).filter(clock.instant()::isBefore);
    }

    /** Returns when the approvers are reminded. */
    Instant nudgedAt(RemovalDetails details) {
        return machine.nudgedAt(details);
    }

    /** Returns the time zone of the days of removals. */
    public ZoneId zone() {
        return hour.zone();
    }

    /** Returns why Keydesk does not remove that credential, from stored facts; for forms. */
    public Optional<String> objection(RemovalRequest removalRequest) {
        return removalPreconditions.standing(removalRequest.credential());
    }

    /** Returns the removal of that secret which is requested or in progress, if there is one. */
    public Optional<Versioned<Removal>> openFor(String objectId, String keyId) {
        return holder(objectId, keyId).filter(stored -> stored.state().isOpen());
    }

    /** The same, and also one about which the team of a renewed secret can still decide. */
    Optional<Versioned<Removal>> holder(String objectId, String keyId) {
        return rows.holder(tenant, objectId, keyId);
    }

    /** Returns the queries for removals of renewed secrets. */
    RenewalRows renewals() {
        return renewals;
    }

    /** Returns whether the click has done its work before, because it is handled at least once. */
    public boolean isWorkOf(Interaction interaction, String objectId, String keyId) {
        return openFor(objectId, keyId).filter(open -> isWorkOf(interaction, open)).isPresent();
    }

    /**
     * Returns whether the form has done its work before, because it is handled at least once. A
     * less urgent removal that the same person asked for meanwhile does not count.
     */
    boolean isLeakWorkOf(Interaction interaction, String objectId, String keyId) {
        return openFor(objectId, keyId)
                .filter(open -> open.state().details().cause().isLeak())
                .filter(open -> isWorkOf(interaction, open))
                .isPresent();
    }

    /**
     * The same for a known removal: the person who asked for it, or permitted it, did that work.
     */
    public static boolean isWorkOf(Interaction interaction, Versioned<Removal> stored) {
        return isBy(stored.state(), interaction.user(), interaction.pressedAt());
    }

    private static boolean isBy(Removal removal, UserId who, Instant since) {
        var details = removal.details();
        return (details.requestedBy().equals(who) && !details.requestedAt().isBefore(since))
                || removal.agreed()
                        .filter(permit ->
                                permit.approver().equals(who)
                                        && !permit.approvedAt().isBefore(since))
                        .isPresent();
    }

    public Optional<Versioned<Removal>> find(RemovalId id) {
        return workflow.rows().find(id.text());
    }

    /** Finds a removal by a text from outside. */
    Optional<Versioned<Removal>> find(String id) {
        return RemovalId.parse(id).flatMap(this::find);
    }

    private interface First {
        Removal of(RemovalDetails details);
    }

    private RemovalRequestOutcome checked(RemovalRequest removalRequest, First first) {
        var key = removalRequest.credential();
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

    /**
     * Returns whether what somebody has asked for before continues; its team may choose another
     * day.
     */
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
            var by = Actor.of(removalRequest.requestedBy());
            var stored =
                    before.isPresent()
                            ? db.write(tx -> move(tx, before.get(), removal, by, sentence))
                            : open(removal, by, sentence);
            if (stored.isPresent()) {
                return new RemovalRequestOutcome.Taken(stored.get());
            }
            if (before.isPresent()
                    || holder(
                                    removalRequest.credential().app().objectId(),
                                    removalRequest.credential().keyId())
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
                removalRequest.credential(),
                removalRequest.requestedBy(),
                removalRequest.cause(),
                removalRequest.listener().map(NoticeRecipients::recipient),
                removalRequest.listener().map(NoticeRecipients::mentions),
                clock.instant(),
                Optional.empty(),
                0);
    }

    /** Returns empty if another removal already concerns the secret, or the id is taken. */
    Optional<Versioned<Removal>> open(Removal removal, Actor by, String sentence) {
        return db.write(tx -> {
            count(tx, Optional.empty(), removal);
            return workflow.open(tx, removal, by, sentence);
        });
    }

    /** Returns the details of what a newer secret proposes. */
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

    /** Contains ids, which do not change, and what the person wrote. */
    private static String asked(RemovalDetails details) {
        var key = details.credential();
        return "Secret %s of app registration %s (%s). %s"
                .formatted(
                        key.keyId(),
                        key.app().objectId(),
                        key.app().name(),
                        details.cause().sentence());
    }

    /**
     * Moves a removal to its next state. If two people click at the same moment, exactly one of
     * them moves it.
     *
     * @param sentence the reason, for the audit log
     * @return empty if somebody else moved it first, or reached the hourly limit; then nothing was
     *     changed, and what is stored now counts
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

    /** Asks the team elsewhere; this is not audited. */
    void askElsewhere(Versioned<Removal> stored, DeliveryTarget target) {
        var details = stored.state().details();
        var renewal = details.renewal().orElseThrow();
        var to = stored.state().withDetails(details.withRenewal(renewal.withTarget(target)));
        workflow.tryTransition(stored, to, Actor.DESK, "Its team is asked in another place.");
    }

    /** Returns what decides whether a secret that is to be removed has a newer one in its place. */
    public NewerKey newerKey() {
        return newerKey;
    }

    /** Returns waiting removals whose secret the last scan has missed. */
    List<Versioned<Removal>> vanished() {
        return rows.vanished();
    }

    /** Returns removals that nobody wants and whose secret has expired. */
    List<Versioned<Removal>> expired() {
        return rows.expired(clock.instant());
    }

    /**
     * After a restored backup it is unknown what was withdrawn since, so removals that would
     * continue by themselves are left to people.
     *
     * @return the removals that were left to people
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
