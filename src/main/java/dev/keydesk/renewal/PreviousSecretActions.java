package dev.keydesk.renewal;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalCause;
import dev.keydesk.removal.RemovalRequest;
import dev.keydesk.removal.RemovalRequestOutcome;
import dev.keydesk.removal.RemovalText;
import dev.keydesk.removal.Removals;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.UnknownTicketMessage;
import dev.keydesk.request.Verdict;
import dev.keydesk.workflow.StaleVersionException;
import dev.keydesk.workflow.Versioned;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What the team says on the card of an old key. Those who approved the new one knew which key it
 * replaces, so what an owner, the team or an approver says here needs nobody else. The requester
 * who is none of these asks the approvers. Of two who press at once one wins, and the other hears
 * what was done.
 */
public final class PreviousSecretActions {
    public static final String REMOVE = "old-key-remove";
    public static final String REMOVE_ON = "old-key-remove-on";
    public static final String KEEP = "old-key-keep";
    public static final String CALL_OFF = "old-key-call-off";

    /** A new day is a new decision; the planned one is not called off for one that may not come. */
    private static final String TOO_MANY =
            "So many credentials were removed within an hour that each further decision needs a"
                    + " second person. The removal stays planned for its day. Choose another day"
                    + " later, or call it off.";

    private final Renewals renewals;
    private final Removals removals;
    private final Credentials credentials;
    private final RenewalGuard renewalGuard;
    private final InstantSource clock;

    public PreviousSecretActions(
            Renewals renewals,
            Removals removals,
            Credentials credentials,
            RenewalGuard renewalGuard,
            InstantSource clock) {
        this.renewals = renewals;
        this.removals = removals;
        this.credentials = credentials;
        this.renewalGuard = renewalGuard;
        this.clock = clock;
    }

    /** What a button does, once it is known that this person may, or may ask for it. */
    @FunctionalInterface
    private interface Deed {
        InteractionAnswer on(StoredRenewal stored, CardValue pressed, Verdict verdict);
    }

    /** Removes it now, or asks those who decide. */
    public InteractionAnswer remove(Interaction interaction) {
        return removing(
                interaction,
                (stored, pressed, verdict) ->
                        unlessDone(
                                stored,
                                pressed,
                                interaction,
                                () ->
                                        removed(
                                                interaction,
                                                stored,
                                                removalRequest ->
                                                        removeNow(
                                                                removalRequest, verdict, stored))));
    }

    private RemovalRequestOutcome removeNow(
            RemovalRequest removalRequest, Verdict verdict, StoredRenewal stored) {
        return verdict instanceof Verdict.Allowed(var because)
                ? removals.removeNow(removalRequest, covered(because, stored))
                : removals.ask(removalRequest, Optional.empty());
    }

    private RemovalRequestOutcome removeOn(
            RemovalRequest removalRequest, LocalDate day, Verdict verdict, StoredRenewal stored) {
        return verdict instanceof Verdict.Allowed(var because)
                ? removals.removeOn(removalRequest, day, covered(because, stored))
                : removals.ask(removalRequest, Optional.of(day));
    }

    private static String covered(String because, StoredRenewal stored) {
        return "%s The approval of %s covers the removal of the key it replaces."
                .formatted(because, stored.ticket());
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
        return removing(
                interaction,
                (stored, pressed, verdict) -> {
                    var mistake =
                            new RemovalDays(stored.renewal(), removals.zone())
                                    .mistake(day, clock.instant());
                    if (mistake.isPresent()) {
                        return InteractionAnswer.say(mistake.get() + " Nothing was changed.");
                    }
                    return unlessDone(
                            stored,
                            pressed,
                            interaction,
                            () -> {
                                if (isPlannedForAnother(stored, day) && removals.needsSecond()) {
                                    return InteractionAnswer.say(TOO_MANY);
                                }
                                replan(interaction, stored, day);
                                return removed(
                                        interaction,
                                        stored,
                                        removalRequest ->
                                                removeOn(removalRequest, day, verdict, stored));
                            });
                });
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** Another day than the one that was planned; a second try of the same click finds its own. */
    private void replan(Interaction interaction, StoredRenewal stored, LocalDate day) {
        open(stored)
                .filter(before -> isForAnother(before, day))
                .ifPresent(before ->
                        removals.callOff(
                                before,
                                interaction.by(),
                                Actor.of(interaction.by()),
                                "It is planned for another day, %s.".formatted(day)));
    }

    private boolean isPlannedForAnother(StoredRenewal stored, LocalDate day) {
        return open(stored).filter(before -> isForAnother(before, day)).isPresent();
    }

    private static boolean isForAnother(Versioned<Removal> before, LocalDate day) {
        return before.state() instanceof Removal.Scheduled planned && !planned.day().equals(day);
    }

    private interface Wished {
        RemovalRequestOutcome on(RemovalRequest removalRequest);
    }

    private InteractionAnswer removed(
            Interaction interaction, StoredRenewal stored, Wished wished) {
        var renewed = stored.renewal().renewed();
        var key =
                credentials
                        .find(renewed.app().objectId(), renewed.old().keyId())
                        .map(Credential::key);
        if (key.isEmpty()) {
            return InteractionAnswer.say(
                    "The desk no longer finds this key in Entra. Nothing was changed.");
        }
        if (stored.renewal() instanceof Renewal.Kept kept) {
            renewals.move(
                    stored,
                    kept.again(),
                    Actor.of(interaction.by()),
                    "It is not to be kept after all.");
        }
        var removalRequest =
                // The team reads it on the card, so nobody has to be told besides.
                new RemovalRequest(
                        key.get(), interaction.by(), RemovalCause.replacedBy(renewed.ticket()));
        return switch (wished.on(removalRequest)) {
            case RemovalRequestOutcome.Taken _ -> InteractionAnswer.seen();
            case RemovalRequestOutcome.AskedBefore(var before)
                    when Removals.isWorkOf(interaction, before) ->
                    InteractionAnswer.seen();
            case RemovalRequestOutcome outcome -> InteractionAnswer.say(outcome.says());
        };
    }

    public InteractionAnswer keep(Interaction interaction) {
        return keeping(
                interaction,
                (stored, pressed, _) ->
                        unlessDone(
                                stored,
                                pressed,
                                interaction,
                                () -> {
                                    var open = open(stored);
                                    if (open.isPresent()) {
                                        return InteractionAnswer.say(underWay(open.get()));
                                    }
                                    return keep(interaction, stored);
                                }));
    }

    private InteractionAnswer keep(Interaction interaction, StoredRenewal stored) {
        if (stored.renewal() instanceof Renewal.Open open) {
            renewals.move(
                    stored,
                    open.keep(interaction.by(), clock.instant()),
                    Actor.of(interaction.by()),
                    "The old key %s is kept until it ends."
                            .formatted(open.renewed().old().keyId()));
        }
        return InteractionAnswer.seen();
    }

    public InteractionAnswer callOff(Interaction interaction) {
        return keeping(
                interaction,
                (stored, _, _) ->
                        open(stored)
                                .map(open -> callOff(interaction, open))
                                .orElseGet(() ->
                                        InteractionAnswer.say(
                                                "No removal of this key is planned any more. "
                                                        + RenewalText.headline(
                                                                stored.renewal(),
                                                                Optional.empty()))));
    }

    private InteractionAnswer callOff(Interaction interaction, Versioned<Removal> open) {
        if (!(open.state() instanceof Removal.Scheduled)) {
            return InteractionAnswer.say(underWay(open));
        }
        return removals.callOff(
                        open,
                        interaction.by(),
                        Actor.of(interaction.by()),
                        "Called off by who looks after the key.")
                .map(_ -> InteractionAnswer.seen())
                .orElseGet(() -> callOff(interaction));
    }

    private Optional<Versioned<Removal>> open(StoredRenewal stored) {
        var renewed = stored.renewal().renewed();
        return removals.openFor(renewed.app().objectId(), renewed.old().keyId());
    }

    private static String underWay(Versioned<Removal> open) {
        return "%s has asked for its removal (%s). %s Nothing was changed."
                .formatted(
                        open.state().details().by().mention(),
                        open.state().id(),
                        RemovalText.headline(open.state()));
    }

    private InteractionAnswer removing(Interaction interaction, Deed deed) {
        return ifAllowed(interaction, renewalGuard::toRemove, deed);
    }

    private InteractionAnswer keeping(Interaction interaction, Deed deed) {
        return ifAllowed(interaction, renewalGuard::toKeep, deed);
    }

    private InteractionAnswer ifAllowed(
            Interaction interaction, BiFunction<UserId, Renewed, Verdict> permission, Deed deed) {
        var pressed = CardValue.parse(interaction.subject());
        var stored = pressed.map(CardValue::ticket).flatMap(renewals::find);
        if (stored.isEmpty()) {
            return InteractionAnswer.say(UnknownTicketMessage.TICKET);
        }
        var verdict = permission.apply(interaction.by(), stored.get().renewal().renewed());
        if (verdict instanceof Verdict.Refused(var because)) {
            return refused(interaction, stored.get().ticket(), because);
        }
        try {
            return deed.on(stored.get(), pressed.get(), verdict);
        } catch (StaleVersionException | Renewals.KeptMeanwhile somebodyWasFaster) {
            return ifAllowed(interaction, permission, deed);
        }
    }

    private InteractionAnswer refused(Interaction interaction, Ticket ticket, String because) {
        renewals.refused(interaction.by(), ticket, because);
        return InteractionAnswer.say(because);
    }

    private interface Then {
        InteractionAnswer get();
    }

    /** The button stood on a card that showed something else: what was done since counts. */
    private InteractionAnswer unlessDone(
            StoredRenewal stored, CardValue pressed, Interaction interaction, Then then) {
        var renewal = stored.renewal();
        return switch (renewal) {
            case Renewal.Gone _, Renewal.TakenBack _ ->
                    InteractionAnswer.say(
                            RenewalText.headline(renewal, Optional.empty())
                                    + " Nothing was changed.");
            case Renewal.Kept(_, _, var by, _) when !pressed.shows(renewal) ->
                    by.equals(interaction.by()) && interaction.action().equals(KEEP)
                            ? InteractionAnswer.seen()
                            : InteractionAnswer.say(
                                    "%s Nothing was changed; the card has the buttons that apply now."
                                            .formatted(
                                                    RenewalText.headline(
                                                            renewal, Optional.empty())));
            case Renewal.Open _, Renewal.Kept _ -> then.get();
        };
    }
}
