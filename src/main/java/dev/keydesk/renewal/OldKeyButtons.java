package dev.keydesk.renewal;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.removal.Cause;
import dev.keydesk.removal.Outcome;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalText;
import dev.keydesk.removal.Removals;
import dev.keydesk.removal.StoredRemoval;
import dev.keydesk.removal.Wish;
import dev.keydesk.request.LostRace;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.Unknown;
import dev.keydesk.request.Verdict;

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
public final class OldKeyButtons {
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
    private final Pressers pressers;
    private final InstantSource clock;

    public OldKeyButtons(
            Renewals renewals,
            Removals removals,
            Credentials credentials,
            Pressers pressers,
            InstantSource clock) {
        this.renewals = renewals;
        this.removals = removals;
        this.credentials = credentials;
        this.pressers = pressers;
        this.clock = clock;
    }

    /** What a button does, once it is known that this person may, or may ask for it. */
    @FunctionalInterface
    private interface Deed {
        Answer on(StoredRenewal stored, CardValue pressed, Verdict verdict);
    }

    /** Removes it now, or asks those who decide. */
    public Answer remove(Click click) {
        return removing(
                click,
                (stored, pressed, verdict) ->
                        unlessDone(
                                stored,
                                pressed,
                                click,
                                () ->
                                        removed(
                                                click,
                                                stored,
                                                wish -> removeNow(wish, verdict, stored))));
    }

    private Outcome removeNow(Wish wish, Verdict verdict, StoredRenewal stored) {
        return verdict instanceof Verdict.Allowed(var because)
                ? removals.removeNow(wish, covered(because, stored))
                : removals.ask(wish, Optional.empty());
    }

    private Outcome removeOn(Wish wish, LocalDate day, Verdict verdict, StoredRenewal stored) {
        return verdict instanceof Verdict.Allowed(var because)
                ? removals.removeOn(wish, day, covered(because, stored))
                : removals.ask(wish, Optional.of(day));
    }

    private static String covered(String because, StoredRenewal stored) {
        return "%s The approval of %s covers the removal of the key it replaces."
                .formatted(because, stored.ticket());
    }

    /** The form with the day; its text is the day, as the form wrote it. */
    public Answer removeOn(Click click) {
        return day(click.text())
                .map(day -> removeOn(click, day))
                .orElseGet(() ->
                        Answer.say("That is no day, so nothing was changed. Choose one again."));
    }

    private Answer removeOn(Click click, LocalDate day) {
        return removing(
                click,
                (stored, pressed, verdict) -> {
                    var mistake =
                            new Days(stored.renewal(), removals.zone())
                                    .mistake(day, clock.instant());
                    if (mistake.isPresent()) {
                        return Answer.say(mistake.get() + " Nothing was changed.");
                    }
                    return unlessDone(
                            stored,
                            pressed,
                            click,
                            () -> {
                                if (isPlannedForAnother(stored, day) && removals.needsSecond()) {
                                    return Answer.say(TOO_MANY);
                                }
                                replan(click, stored, day);
                                return removed(
                                        click,
                                        stored,
                                        wish -> removeOn(wish, day, verdict, stored));
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
    private void replan(Click click, StoredRenewal stored, LocalDate day) {
        open(stored)
                .filter(before -> isForAnother(before, day))
                .ifPresent(before ->
                        removals.callOff(
                                before,
                                click.by(),
                                Actor.of(click.by()),
                                "It is planned for another day, %s.".formatted(day)));
    }

    private boolean isPlannedForAnother(StoredRenewal stored, LocalDate day) {
        return open(stored).filter(before -> isForAnother(before, day)).isPresent();
    }

    private static boolean isForAnother(StoredRemoval before, LocalDate day) {
        return before.removal() instanceof Removal.Scheduled planned && !planned.day().equals(day);
    }

    private interface Wished {
        Outcome on(Wish wish);
    }

    private Answer removed(Click click, StoredRenewal stored, Wished wished) {
        var renewed = stored.renewal().renewed();
        var key =
                credentials
                        .find(renewed.app().objectId(), renewed.old().keyId())
                        .map(Credential::key);
        if (key.isEmpty()) {
            return Answer.say("The desk no longer finds this key in Entra. Nothing was changed.");
        }
        if (stored.renewal() instanceof Renewal.Kept kept) {
            renewals.move(
                    stored, kept.again(), Actor.of(click.by()), "It is not to be kept after all.");
        }
        var wish =
                // The team reads it on the card, so nobody has to be told besides.
                new Wish(key.get(), click.by(), Cause.replacedBy(renewed.ticket()));
        return switch (wished.on(wish)) {
            case Outcome.Taken _ -> Answer.seen();
            case Outcome.AskedBefore(var before) when isOwn(click, before) -> Answer.seen();
            case Outcome outcome -> Answer.say(outcome.says());
        };
    }

    /** A click is settled at least once; the second time finds its own work. */
    private static boolean isOwn(Click click, StoredRemoval before) {
        return switch (before.removal()) {
            case Removal.Scheduled it -> isBy(click, it.permit());
            case Removal.BeingRemoved it -> isBy(click, it.permit());
            case Removal.NeedsPerson it -> isBy(click, it.permit());
            case Removal.Asked(var order, _, _) ->
                    order.by().equals(click.by()) && !order.at().isBefore(click.at());
            case Removal.Declined _, Removal.Withdrawn _, Removal.Gone _ -> false;
        };
    }

    private static boolean isBy(Click click, Removal.Permit permit) {
        return permit.by().equals(click.by()) && !permit.at().isBefore(click.at());
    }

    public Answer keep(Click click) {
        return keeping(
                click,
                (stored, pressed, _) ->
                        unlessDone(
                                stored,
                                pressed,
                                click,
                                () -> {
                                    var open = open(stored);
                                    if (open.isPresent()) {
                                        return Answer.say(underWay(open.get()));
                                    }
                                    return keep(click, stored);
                                }));
    }

    private Answer keep(Click click, StoredRenewal stored) {
        if (stored.renewal() instanceof Renewal.Open open) {
            renewals.move(
                    stored,
                    open.keep(click.by(), clock.instant()),
                    Actor.of(click.by()),
                    "The old key %s is kept until it ends."
                            .formatted(open.renewed().old().keyId()));
        }
        return Answer.seen();
    }

    public Answer callOff(Click click) {
        return keeping(
                click,
                (stored, _, _) ->
                        open(stored)
                                .map(open -> callOff(click, open))
                                .orElseGet(() ->
                                        Answer.say(
                                                "No removal of this key is planned any more. "
                                                        + RenewalText.headline(
                                                                stored.renewal(),
                                                                Optional.empty()))));
    }

    private Answer callOff(Click click, StoredRemoval open) {
        if (!(open.removal() instanceof Removal.Scheduled)) {
            return Answer.say(underWay(open));
        }
        return removals.callOff(
                        open,
                        click.by(),
                        Actor.of(click.by()),
                        "Called off by who looks after the key.")
                .map(_ -> Answer.seen())
                .orElseGet(() -> callOff(click));
    }

    private Optional<StoredRemoval> open(StoredRenewal stored) {
        var renewed = stored.renewal().renewed();
        return removals.openFor(renewed.app().objectId(), renewed.old().keyId());
    }

    private static String underWay(StoredRemoval open) {
        return "%s has asked for its removal (%s). %s Nothing was changed."
                .formatted(
                        open.order().by().mention(),
                        open.id(),
                        RemovalText.headline(open.removal()));
    }

    private Answer removing(Click click, Deed deed) {
        return ifAllowed(click, pressers::toRemove, deed);
    }

    private Answer keeping(Click click, Deed deed) {
        return ifAllowed(click, pressers::toKeep, deed);
    }

    private Answer ifAllowed(
            Click click, BiFunction<UserId, Renewed, Verdict> permission, Deed deed) {
        var pressed = CardValue.parse(click.subject());
        var stored = pressed.map(CardValue::ticket).flatMap(renewals::find);
        if (stored.isEmpty()) {
            return Answer.say(Unknown.TICKET);
        }
        var verdict = permission.apply(click.by(), stored.get().renewal().renewed());
        if (verdict instanceof Verdict.Refused(var because)) {
            return refused(click, stored.get().ticket(), because);
        }
        try {
            return deed.on(stored.get(), pressed.get(), verdict);
        } catch (LostRace | Renewals.KeptMeanwhile somebodyWasFaster) {
            return ifAllowed(click, permission, deed);
        }
    }

    private Answer refused(Click click, Ticket ticket, String because) {
        renewals.refused(click.by(), ticket, because);
        return Answer.say(because);
    }

    private interface Then {
        Answer get();
    }

    /** The button stood on a card that showed something else: what was done since counts. */
    private Answer unlessDone(StoredRenewal stored, CardValue pressed, Click click, Then then) {
        var renewal = stored.renewal();
        return switch (renewal) {
            case Renewal.Gone _, Renewal.TakenBack _ ->
                    Answer.say(
                            RenewalText.headline(renewal, Optional.empty())
                                    + " Nothing was changed.");
            case Renewal.Kept(_, _, var by, _) when !pressed.shows(renewal) ->
                    by.equals(click.by()) && click.action().equals(KEEP)
                            ? Answer.seen()
                            : Answer.say(
                                    "%s Nothing was changed; the card has the buttons that apply now."
                                            .formatted(
                                                    RenewalText.headline(
                                                            renewal, Optional.empty())));
            case Renewal.Open _, Renewal.Kept _ -> then.get();
        };
    }
}
