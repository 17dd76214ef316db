package dev.keydesk.removal;

import dev.keydesk.audit.Actor;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.Verdict;
import dev.keydesk.workflow.Versioned;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the team decides about a key that was renewed. Those who approved the new one knew which key
 * it replaces, so what an owner, the team or an approver says here needs nobody else. The requester
 * who is none of these asks the approvers. Of two who press at once one wins, and the other hears
 * what was done.
 */
public final class RenewalDecisions {
    public static final String REMOVE = "old-key-remove";
    public static final String REMOVE_ON = "old-key-remove-on";
    public static final String KEEP = "old-key-keep";
    public static final String CALL_OFF = "old-key-call-off";

    /** A new day is a new decision; the planned one is not called off for one that may not come. */
    private static final String TOO_MANY =
            "So many credentials were removed within an hour that each further decision needs a"
                    + " second person. The removal stays planned for its day. Choose another day"
                    + " later, or call it off.";

    private final Removals removals;
    private final Credentials credentials;
    private final RemovalGuard guard;
    private final InstantSource clock;

    RenewalDecisions(
            Removals removals, Credentials credentials, RemovalGuard guard, InstantSource clock) {
        this.removals = removals;
        this.credentials = credentials;
        this.guard = guard;
        this.clock = clock;
    }

    /** Removes it now, or asks those who decide. */
    public InteractionAnswer remove(Interaction interaction) {
        return guard.decide(
                interaction,
                guard::teamToRemove,
                (stored, verdict) ->
                        unlessDone(
                                stored,
                                interaction,
                                () ->
                                        asked(
                                                interaction,
                                                stored,
                                                it -> removeNow(it, verdict, stored))));
    }

    private RemovalRequestOutcome removeNow(
            RemovalRequest removalRequest, Verdict verdict, Versioned<Removal> stored) {
        return verdict instanceof Verdict.Allowed(var because)
                ? removals.removeNow(removalRequest, covered(because, stored))
                : removals.ask(removalRequest, Optional.empty());
    }

    private RemovalRequestOutcome removeOn(
            RemovalRequest removalRequest,
            LocalDate day,
            Verdict verdict,
            Versioned<Removal> stored) {
        return verdict instanceof Verdict.Allowed(var because)
                ? removals.removeOn(removalRequest, day, covered(because, stored))
                : removals.ask(removalRequest, Optional.of(day));
    }

    private static String covered(String because, Versioned<Removal> stored) {
        return "%s The approval of %s covers the removal of the secret it replaces."
                .formatted(because, renewal(stored).ticket());
    }

    private static Renewal renewal(Versioned<Removal> stored) {
        return stored.state().details().renewal().orElseThrow();
    }

    /** The form with the day; its text is the day, as the form wrote it. */
    public InteractionAnswer removeOn(Interaction interaction) {
        return day(interaction.text())
                .map(day -> removeOn(interaction, day))
                .orElseGet(() ->
                        InteractionAnswer.say(
                                "That is no day, so nothing was changed. Choose one again."));
    }

    private InteractionAnswer removeOn(Interaction interaction, LocalDate day) {
        return guard.decide(
                interaction,
                guard::teamToRemove,
                (stored, verdict) ->
                        mistake(stored, day)
                                .map(it -> Optional.of(InteractionAnswer.say(it)))
                                .orElseGet(() ->
                                        unlessDone(
                                                stored,
                                                interaction,
                                                () -> planned(interaction, stored, day, verdict))));
    }

    private Optional<String> mistake(Versioned<Removal> stored, LocalDate day) {
        return RemovalDays.of(stored.state(), removals.zone())
                .flatMap(days -> days.mistake(day, clock.instant()))
                .map(mistake -> mistake + " Nothing was changed.");
    }

    private Optional<InteractionAnswer> planned(
            Interaction interaction, Versioned<Removal> stored, LocalDate day, Verdict verdict) {
        boolean isAnotherDay =
                stored.state() instanceof Removal.Scheduled planned && !planned.day().equals(day);
        return isAnotherDay && removals.needsSecond()
                ? Optional.of(InteractionAnswer.say(TOO_MANY))
                : asked(interaction, stored, it -> removeOn(it, day, verdict, stored));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** Empty if somebody else has decided since. */
    private Optional<InteractionAnswer> asked(
            Interaction interaction,
            Versioned<Removal> stored,
            Function<RemovalRequest, RemovalRequestOutcome> ask) {
        var old = stored.state().details().key();
        var key = credentials.find(old.app().objectId(), old.keyId()).map(Credential::key);
        if (key.isEmpty()) {
            return Optional.of(
                    InteractionAnswer.say(
                            "The desk no longer finds this secret in Entra. Nothing was changed."));
        }
        var removalRequest =
                // The team reads it on the card, so nobody has to be told besides.
                new RemovalRequest(
                        key.get(),
                        interaction.user(),
                        RemovalCause.replacedBy(renewal(stored).ticket()),
                        Optional.empty(),
                        Optional.of(stored));
        return switch (ask.apply(removalRequest)) {
            case RemovalRequestOutcome.Outdated _ -> Optional.empty();
            case RemovalRequestOutcome.Taken _ -> Optional.of(InteractionAnswer.visibleAlready());
            // A click is settled at least once; the second time finds its own work.
            case RemovalRequestOutcome.AskedBefore(var before)
                    when Removals.isWorkOf(interaction, before) ->
                    Optional.of(InteractionAnswer.visibleAlready());
            case RemovalRequestOutcome outcome ->
                    Optional.of(InteractionAnswer.say(outcome.says()));
        };
    }

    public InteractionAnswer keep(Interaction interaction) {
        return guard.decide(
                interaction,
                guard::teamToKeep,
                (stored, _) -> unlessDone(stored, interaction, () -> kept(interaction, stored)));
    }

    private Optional<InteractionAnswer> kept(Interaction interaction, Versioned<Removal> stored) {
        if (stored.state().isOpen()) {
            return Optional.of(InteractionAnswer.say(underWay(stored)));
        }
        return stored.state()
                .keep(interaction.user(), clock.instant())
                .flatMap(kept ->
                        removals.move(
                                stored,
                                kept,
                                Actor.of(interaction.user()),
                                "The old secret %s is kept until it expires."
                                        .formatted(stored.state().details().key().keyId())))
                .map(_ -> InteractionAnswer.visibleAlready());
    }

    public InteractionAnswer callOff(Interaction interaction) {
        return guard.decide(
                interaction,
                guard::teamToKeep,
                (stored, _) ->
                        switch (stored.state()) {
                            case Removal.Scheduled planned ->
                                    removals.move(
                                                    stored,
                                                    planned.withdraw(
                                                            interaction.user(), clock.instant()),
                                                    Actor.of(interaction.user()),
                                                    "Called off by who looks after the secret.")
                                            .map(_ -> InteractionAnswer.visibleAlready());
                            case Removal open when open.isOpen() ->
                                    Optional.of(InteractionAnswer.say(underWay(stored)));
                            case Removal over ->
                                    Optional.of(
                                            InteractionAnswer.say(
                                                    "No removal of this secret is planned any more."
                                                            + " "
                                                            + RenewalText.headline(over)));
                        });
    }

    private static String underWay(Versioned<Removal> open) {
        return "%s has asked for its removal (%s). %s Nothing was changed."
                .formatted(
                        open.state().details().by().mention(),
                        open.state().id(),
                        RemovalText.headline(open.state()));
    }

    /** The button stood on a card that showed something else: what was done since counts. */
    private static Optional<InteractionAnswer> unlessDone(
            Versioned<Removal> stored,
            Interaction interaction,
            Supplier<Optional<InteractionAnswer>> then) {
        var removal = stored.state();
        var keptBy = removal.keptBy();
        boolean isOver = !removal.holdsKey() || !removal.details().isRenewed();
        if (isOver) {
            return Optional.of(
                    InteractionAnswer.say(RenewalText.headline(removal) + " Nothing was changed."));
        }
        if (keptBy.isEmpty() || PressedCard.showsKept(interaction)) {
            return then.get();
        }
        boolean isOwn =
                interaction.action().equals(KEEP)
                        && keptBy.filter(interaction.user()::equals).isPresent();
        return Optional.of(
                isOwn
                        ? InteractionAnswer.visibleAlready()
                        : InteractionAnswer.say(
                                "%s Nothing was changed; the card has the buttons that apply now."
                                        .formatted(RenewalText.headline(removal))));
    }
}
