package dev.keydesk.removal;

import dev.keydesk.audit.Actor;
import dev.keydesk.board.Board;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Refusals;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Verdict;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What people decide about a removal: who decides about requests decides here too, and nobody about
 * what they asked for themselves. Whoever asked can call it off as long as the key is there.
 */
public final class RemovalDecisions {
    public static final String APPROVE = "approve-removal";
    public static final String ASK_WHY_DECLINE = "decline-removal";
    public static final String DECLINE = "removal-declined";
    public static final String WITHDRAW = "withdraw-removal";
    public static final String TRY_AGAIN = "retry-removal";

    private static final String UNKNOWN =
            "The desk does not know this removal, so nothing was changed.";

    private static final String OLD_CARD =
            "This is an older copy of the card, so nothing was changed. Use the newest card of this"
                    + " removal in the channel.";

    private static final String NO_FORM =
            "Slack did not open the form for your reason, so nothing was changed. Please press"
                    + " Decline once more.";

    private final Removals removals;
    private final Board board;
    private final Policy policy;
    private final Standings standings;
    private final Refusals refusals;
    private final InstantSource clock;

    public RemovalDecisions(
            Removals removals,
            Board board,
            Policy policy,
            Standings standings,
            Refusals refusals,
            InstantSource clock) {
        this.removals = removals;
        this.board = board;
        this.policy = policy;
        this.standings = standings;
        this.refusals = refusals;
        this.clock = clock;
    }

    public Answer approve(Click click) {
        return move(
                click,
                stored -> secondIfNeeded(click, stored),
                (stored, because) ->
                        stored.removal() instanceof Removal.Asked asked
                                ? approved(click, asked, because)
                                : Optional.empty());
    }

    /** A day that has come while nobody decided means now. */
    private Optional<Removal> approved(Click click, Removal.Asked asked, String because) {
        var permit = new Removal.Permit(click.by(), because, clock.instant());
        return asked.approve(permit, asked.on().flatMap(removals::due), removals.needsSecond());
    }

    public Answer decline(Click click) {
        var why = click.text().strip();
        return move(
                click,
                stored -> approver(click, stored),
                (stored, _) ->
                        stored.removal() instanceof Removal.Asked asked
                                ? Optional.of(asked.decline(click.by(), clock.instant(), why))
                                : Optional.empty());
    }

    /** Decline was pressed and no form for the reason came up: say why, or ask for another try. */
    public Answer formDidNotOpen(Click click) {
        return ifAllowed(
                click,
                stored -> approver(click, stored),
                (stored, _) ->
                        stored.removal() instanceof Removal.Asked
                                ? Answer.say(NO_FORM)
                                : settled(click, stored));
    }

    /** Whoever asked calls it off, or somebody who decides. */
    public Answer withdraw(Click click) {
        return move(
                click,
                stored -> askerOrApprover(click, stored),
                (stored, _) -> withdrawn(stored.removal(), click, clock.instant()));
    }

    private static Optional<Removal> withdrawn(Removal removal, Click click, Instant now) {
        return switch (removal) {
            case Removal.Asked asked -> Optional.of(asked.withdraw(click.by(), now));
            case Removal.Scheduled scheduled -> Optional.of(scheduled.withdraw(click.by(), now));
            case Removal.NeedsPerson stuck -> Optional.of(stuck.withdraw(click.by(), now));
            case Removal.BeingRemoved _, Removal.Declined _, Removal.Withdrawn _, Removal.Gone _ ->
                    Optional.empty();
        };
    }

    /**
     * It was allowed before, and whatever kept Entra from it is mended; or the key goes although no
     * newer one is there, which the removal has said before.
     *
     * @throws dev.keydesk.entra.EntraFailure if Entra does not tell
     */
    public Answer tryAgain(Click click) {
        return move(
                click,
                stored -> askerOrApprover(click, stored),
                (stored, _) ->
                        stored.removal() instanceof Removal.NeedsPerson stuck
                                ? Optional.of(begunAgain(stuck))
                                : Optional.empty());
    }

    private Removal begunAgain(Removal.NeedsPerson stuck) {
        var order = stuck.order();
        var missing = removals.newerKey().missing(order.app(), order.cause());
        return missing.isPresent()
                ? stuck.tryAgainAllTheSame(clock.instant())
                : stuck.tryAgain(clock.instant());
    }

    private Verdict approver(Click click, StoredRemoval stored) {
        return policy.decide(standings.forDeciding(click.by()), stored.order().by());
    }

    /** Nobody is the second person beside themselves. */
    private Verdict secondIfNeeded(Click click, StoredRemoval stored) {
        return stored.removal() instanceof Removal.Asked asked
                        && asked.isFirst(click.by())
                        && !isOwnWork(click, asked)
                ? new Verdict.Refused(
                        "You have approved this removal already; a second approver has to agree."
                                + " Nothing was changed.")
                : approver(click, stored);
    }

    private Verdict askerOrApprover(Click click, StoredRemoval stored) {
        return stored.order().by().equals(click.by())
                ? new Verdict.Allowed("Whoever asked for it may.")
                : policy.decideAlone(standings.forDeciding(click.by()));
    }

    private interface Permission {
        Verdict of(StoredRemoval stored);
    }

    /**
     * Moves it if that person may.
     *
     * @param to the move, by the removal as it is stored and the sentence that allows it; empty if
     *     there is nothing to decide any more
     */
    private Answer move(
            Click click,
            Permission permission,
            BiFunction<StoredRemoval, String, Optional<Removal>> to) {
        return ifAllowed(click, permission, (stored, because) -> moved(click, stored, because, to));
    }

    private Answer ifAllowed(
            Click click, Permission permission, BiFunction<StoredRemoval, String, Answer> answer) {
        var stored = removals.find(click.subject());
        if (stored.isEmpty()) {
            return Answer.say(UNKNOWN);
        }
        if (isOldCard(click, stored.get())) {
            return Answer.say(OLD_CARD);
        }
        return switch (permission.of(stored.get())) {
            case Verdict.Allowed(var because) -> answer.apply(stored.get(), because);
            case Verdict.Refused(var because) -> refuse(click, stored.get(), because);
            case Verdict.NeedsApproval(var because) -> refuse(click, stored.get(), because);
        };
    }

    private Answer moved(
            Click click,
            StoredRemoval stored,
            String because,
            BiFunction<StoredRemoval, String, Optional<Removal>> to) {
        return to.apply(stored, because)
                .map(next ->
                        removals.move(stored, next, Actor.of(click.by()), sentence(next, because))
                                .map(_ -> Answer.seen())
                                // Somebody was faster: what stands there now counts.
                                .orElseGet(() ->
                                        moved(
                                                click,
                                                removals.find(stored.id()).orElseThrow(),
                                                because,
                                                to)))
                .orElseGet(() -> settled(click, stored));
    }

    private static String sentence(Removal next, String because) {
        return next instanceof Removal.Declined(_, _, _, var why) && why.isPresent()
                ? because + " Reason given: " + why.get()
                : because;
    }

    /** Somebody was faster, or the button is old, or this very click was settled before. */
    private static Answer settled(Click click, StoredRemoval stored) {
        return isOwnWork(click, stored.removal())
                ? Answer.seen()
                : Answer.say(
                        "Nothing was changed: %s is settled already. %s"
                                .formatted(stored.id(), RemovalText.headline(stored.removal())));
    }

    /** A click is settled at least once; the second time finds its own work. */
    private static boolean isOwnWork(Click click, Removal now) {
        return switch (now) {
            case Removal.Declined(_, var by, var at, _) ->
                    isOf(click, DECLINE, by.equals(click.by()), at);
            case Removal.Withdrawn(_, var by, var at, var because) ->
                    isOf(click, WITHDRAW, because.isEmpty() && by.equals(click.by()), at);
            case Removal.Scheduled(_, var permit, _, _) ->
                    isOf(click, APPROVE, permit.by().equals(click.by()), permit.at());
            case Removal.BeingRemoved(_, var permit, _, _, _) ->
                    isOf(click, APPROVE, permit.by().equals(click.by()), permit.at());
            case Removal.Asked(_, _, var first) ->
                    first.filter(it -> isOf(click, APPROVE, it.by().equals(click.by()), it.at()))
                            .isPresent();
            case Removal.NeedsPerson _, Removal.Gone _ -> false;
        };
    }

    private static boolean isOf(Click click, String action, boolean isByThem, Instant at) {
        return click.action().equals(action) && isByThem && !at.isBefore(click.at());
    }

    private Answer refuse(Click click, StoredRemoval stored, String because) {
        return refusals.refuse(click.by(), click.action(), stored.id().text(), because);
    }

    /** Only the card is ever posted anew; direct messages close those before them. */
    private boolean isOldCard(Click click, StoredRemoval stored) {
        var card = board.ref(stored.id().text(), RemovalPlaces.CARD);
        return click.on().isPresent()
                && card.isPresent()
                && card.get().channel().equals(click.on().get().channel())
                && !card.equals(click.on());
    }
}
