package dev.keydesk.removal;

import dev.keydesk.decision.Step;
import dev.keydesk.decision.Verdict;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.workflow.Versioned;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The team's decisions about a renewed secret. The approvers of the new one knew which secret it
 * replaces, so a decision of an owner, the team or an approver needs nobody else. A requester who
 * is none of these asks the approvers. If two people click at once, one of them decides, and the
 * other is told what was done.
 */
final class RenewalDecisions {
    static final String REMOVE_ON = "old-secret-remove-on";
    static final String KEEP = "old-secret-keep";

    /** A new day is a new decision; the planned one is not withdrawn for one that may not come. */
    private static final String TOO_MANY =
            "So many credentials were removed within an hour that each further decision needs a"
                + " second person. The removal stays planned for its day. Choose a later date, or"
                + " cancel the removal.";

    private final Removals removals;
    private final Credentials credentials;
    private final InstantSource clock;

    RenewalDecisions(Removals removals, Credentials credentials, InstantSource clock) {
        this.removals = removals;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Removes it now, or asks the approvers. */
    Step<Removal> remove(Interaction interaction, Versioned<Removal> stored, Verdict verdict) {
        return unlessDone(
                stored,
                interaction,
                () -> asked(interaction, stored, it -> removeNow(it, verdict, stored)));
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

    /** Handles the form with the day; the interaction's text is the day. */
    Step<Removal> removeOn(Interaction interaction, Versioned<Removal> stored, Verdict verdict) {
        return day(interaction.text())
                .map(day ->
                        mistake(stored, day)
                                .map(it -> Step.notNow(stored, it))
                                .orElseGet(() ->
                                        unlessDone(
                                                stored,
                                                interaction,
                                                () -> planned(interaction, stored, day, verdict))))
                .orElseGet(() ->
                        Step.notNow(
                                stored,
                                "That is not a date, so nothing was changed. Choose a date."));
    }

    private Optional<String> mistake(Versioned<Removal> stored, LocalDate day) {
        return RemovalDays.of(stored.state(), removals.zone())
                .flatMap(days -> days.mistake(day, clock.instant()))
                .map(mistake -> mistake + " Nothing was changed.");
    }

    private Step<Removal> planned(
            Interaction interaction, Versioned<Removal> stored, LocalDate day, Verdict verdict) {
        boolean isAnotherDay =
                stored.state() instanceof Removal.Scheduled planned && !planned.day().equals(day);
        return isAnotherDay && removals.needsSecond()
                ? Step.notNow(stored, TOO_MANY)
                : asked(interaction, stored, it -> removeOn(it, day, verdict, stored));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    private Step<Removal> asked(
            Interaction interaction,
            Versioned<Removal> stored,
            Function<RemovalRequest, RemovalRequestOutcome> ask) {
        var old = stored.state().details().credential();
        var key = credentials.find(old.app().objectId(), old.keyId()).map(Credential::key);
        if (key.isEmpty()) {
            return Step.notNow(
                    stored, "The desk no longer finds this secret in Entra. Nothing was changed.");
        }
        var removalRequest =
                // The team sees it on the card, so nobody has to be told besides.
                new RemovalRequest(
                        key.get(),
                        interaction.user(),
                        RemovalCause.replacedBy(renewal(stored).ticket()),
                        Optional.empty(),
                        Optional.of(stored));
        return switch (ask.apply(removalRequest)) {
            case RemovalRequestOutcome.Outdated _ -> new Step.Again<>();
            case RemovalRequestOutcome.Taken(var taken) -> Step.done(taken);
            // A click is handled at least once; the second time finds the work of the first.
            case RemovalRequestOutcome.AskedBefore(var before)
                    when Removals.isWorkOf(interaction, before) ->
                    Step.done(before);
            case RemovalRequestOutcome outcome -> Step.notNow(stored, outcome.says());
        };
    }

    Step<Removal> keep(Interaction interaction, Versioned<Removal> stored, Verdict verdict) {
        return unlessDone(stored, interaction, () -> kept(interaction, stored));
    }

    private Step<Removal> kept(Interaction interaction, Versioned<Removal> stored) {
        var removal = stored.state();
        if (removal.isOpen()) {
            return Step.notNow(stored, underWay(removal));
        }
        return removal.keep(interaction.user(), clock.instant())
                .map(kept ->
                        Step.<Removal>move(
                                kept,
                                "The old secret %s is kept until it expires."
                                        .formatted(removal.details().credential().keyId())))
                .orElseGet(() -> Step.settled(stored));
    }

    Step<Removal> callOff(Interaction interaction, Versioned<Removal> stored, Verdict verdict) {
        return switch (stored.state()) {
            case Removal.Scheduled planned ->
                    Step.move(
                            planned.withdraw(interaction.user(), clock.instant()),
                            "Cancelled by somebody who looks after the secret.");
            case Removal open when open.isOpen() -> Step.notNow(stored, underWay(open));
            case Removal over ->
                    Step.notNow(
                            stored,
                            "No removal of this secret is planned any more. "
                                    + RenewalText.headline(over));
        };
    }

    private static String underWay(Removal open) {
        return "%s has asked for its removal (%s). %s Nothing was changed."
                .formatted(
                        open.details().requestedBy().mention(),
                        open.id(),
                        RemovalText.headline(open));
    }

    /** The button was on an outdated card: what was done since counts. */
    private static Step<Removal> unlessDone(
            Versioned<Removal> stored, Interaction interaction, Supplier<Step<Removal>> then) {
        var removal = stored.state();
        var keptBy = removal.keptBy();
        boolean isOver = !removal.holdsKey() || !removal.details().isRenewed();
        if (isOver) {
            return Step.notNow(stored, RenewalText.headline(removal) + " Nothing was changed.");
        }
        if (keptBy.isEmpty() || PressedCard.showsKept(interaction)) {
            return then.get();
        }
        boolean isOwn =
                interaction.action().equals(KEEP)
                        && keptBy.filter(interaction.user()::equals).isPresent();
        return isOwn
                ? Step.done(stored)
                : Step.notNow(
                        stored,
                        "%s Nothing was changed. Use the buttons that the card has now."
                                .formatted(RenewalText.headline(removal)));
    }
}
