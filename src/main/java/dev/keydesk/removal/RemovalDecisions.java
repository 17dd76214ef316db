package dev.keydesk.removal;

import dev.keydesk.audit.Actor;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.request.AuthorizationFailures;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.Verdict;
import dev.keydesk.workflow.Versioned;

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
    private final LiveMessages liveMessages;
    private final Policy policy;
    private final PrincipalResolver principals;
    private final AuthorizationFailures failures;
    private final InstantSource clock;

    public RemovalDecisions(
            Removals removals,
            LiveMessages liveMessages,
            Policy policy,
            PrincipalResolver principals,
            AuthorizationFailures failures,
            InstantSource clock) {
        this.removals = removals;
        this.liveMessages = liveMessages;
        this.policy = policy;
        this.principals = principals;
        this.failures = failures;
        this.clock = clock;
    }

    public InteractionAnswer approve(Interaction interaction) {
        return move(
                interaction,
                stored -> secondIfNeeded(interaction, stored),
                (stored, because) ->
                        stored.state() instanceof Removal.Asked asked
                                ? approved(interaction, asked, because)
                                : Optional.empty());
    }

    /** A day that has come while nobody decided means now. */
    private Optional<Removal> approved(
            Interaction interaction, Removal.Asked asked, String because) {
        var permit = new Removal.Permit(interaction.by(), because, clock.instant());
        return asked.approve(permit, asked.on().flatMap(removals::due), removals.needsSecond());
    }

    public InteractionAnswer decline(Interaction interaction) {
        var why = interaction.text().strip();
        return move(
                interaction,
                stored -> approver(interaction, stored),
                (stored, _) ->
                        stored.state() instanceof Removal.Asked asked
                                ? Optional.of(asked.decline(interaction.by(), clock.instant(), why))
                                : Optional.empty());
    }

    /** Decline was pressed and no form for the reason came up: say why, or ask for another try. */
    public InteractionAnswer formDidNotOpen(Interaction interaction) {
        return ifAllowed(
                interaction,
                stored -> approver(interaction, stored),
                (stored, _) ->
                        stored.state() instanceof Removal.Asked
                                ? InteractionAnswer.say(NO_FORM)
                                : settled(interaction, stored));
    }

    /** Whoever asked calls it off, or somebody who decides. */
    public InteractionAnswer withdraw(Interaction interaction) {
        return move(
                interaction,
                stored -> askerOrApprover(interaction, stored),
                (stored, _) -> withdrawn(stored.state(), interaction, clock.instant()));
    }

    private static Optional<Removal> withdrawn(
            Removal removal, Interaction interaction, Instant now) {
        return switch (removal) {
            case Removal.Asked asked -> Optional.of(asked.withdraw(interaction.by(), now));
            case Removal.Scheduled scheduled ->
                    Optional.of(scheduled.withdraw(interaction.by(), now));
            case Removal.NeedsPerson stuck -> Optional.of(stuck.withdraw(interaction.by(), now));
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
    public InteractionAnswer tryAgain(Interaction interaction) {
        return move(
                interaction,
                stored -> askerOrApprover(interaction, stored),
                (stored, _) ->
                        stored.state() instanceof Removal.NeedsPerson stuck
                                ? Optional.of(begunAgain(stuck))
                                : Optional.empty());
    }

    private Removal begunAgain(Removal.NeedsPerson stuck) {
        var details = stuck.details();
        var missing = removals.newerKey().missing(details.app(), details.cause());
        return missing.isPresent()
                ? stuck.tryAgainAllTheSame(clock.instant())
                : stuck.tryAgain(clock.instant());
    }

    private Verdict.Final approver(Interaction interaction, Versioned<Removal> stored) {
        return policy.decide(
                principals.forDeciding(interaction.by()), stored.state().details().by());
    }

    /** Nobody is the second person beside themselves. */
    private Verdict.Final secondIfNeeded(Interaction interaction, Versioned<Removal> stored) {
        return stored.state() instanceof Removal.Asked asked
                        && asked.isFirst(interaction.by())
                        && !isOwnWork(interaction, asked)
                ? new Verdict.Refused(
                        "You have approved this removal already; a second approver has to agree."
                                + " Nothing was changed.")
                : approver(interaction, stored);
    }

    private Verdict.Final askerOrApprover(Interaction interaction, Versioned<Removal> stored) {
        return stored.state().details().by().equals(interaction.by())
                ? new Verdict.Allowed("Whoever asked for it may.")
                : policy.decideAlone(principals.forDeciding(interaction.by()));
    }

    private interface Permission {
        Verdict.Final of(Versioned<Removal> stored);
    }

    /**
     * Moves it if that person may.
     *
     * @param to the move, by the removal as it is stored and the sentence that allows it; empty if
     *     there is nothing to decide any more
     */
    private InteractionAnswer move(
            Interaction interaction,
            Permission permission,
            BiFunction<Versioned<Removal>, String, Optional<Removal>> to) {
        return ifAllowed(
                interaction,
                permission,
                (stored, because) -> moved(interaction, stored, because, to));
    }

    private InteractionAnswer ifAllowed(
            Interaction interaction,
            Permission permission,
            BiFunction<Versioned<Removal>, String, InteractionAnswer> answer) {
        var stored = removals.find(interaction.subject());
        if (stored.isEmpty()) {
            return InteractionAnswer.say(UNKNOWN);
        }
        if (isOldCard(interaction, stored.get())) {
            return InteractionAnswer.say(OLD_CARD);
        }
        return switch (permission.of(stored.get())) {
            case Verdict.Allowed(var because) -> answer.apply(stored.get(), because);
            case Verdict.Refused(var because) -> refuse(interaction, stored.get(), because);
        };
    }

    private InteractionAnswer moved(
            Interaction interaction,
            Versioned<Removal> stored,
            String because,
            BiFunction<Versioned<Removal>, String, Optional<Removal>> to) {
        return to.apply(stored, because)
                .map(next ->
                        removals.move(
                                        stored,
                                        next,
                                        Actor.of(interaction.by()),
                                        sentence(next, because))
                                .map(_ -> InteractionAnswer.seen())
                                // Somebody was faster: what stands there now counts.
                                .orElseGet(() ->
                                        moved(
                                                interaction,
                                                removals.find(stored.state().id()).orElseThrow(),
                                                because,
                                                to)))
                .orElseGet(() -> settled(interaction, stored));
    }

    private static String sentence(Removal next, String because) {
        return next instanceof Removal.Declined(_, _, _, var why) && why.isPresent()
                ? because + " Reason given: " + why.get()
                : because;
    }

    /** Somebody was faster, or the button is old, or this very click was settled before. */
    private static InteractionAnswer settled(Interaction interaction, Versioned<Removal> stored) {
        return isOwnWork(interaction, stored.state())
                ? InteractionAnswer.seen()
                : InteractionAnswer.say(
                        "Nothing was changed: %s is settled already. %s"
                                .formatted(
                                        stored.state().id(), RemovalText.headline(stored.state())));
    }

    /** A click is settled at least once; the second time finds its own work. */
    private static boolean isOwnWork(Interaction interaction, Removal now) {
        return switch (now) {
            case Removal.Declined(_, var by, var at, _) ->
                    isOf(interaction, DECLINE, by.equals(interaction.by()), at);
            case Removal.Withdrawn(_, var by, var at, var because) ->
                    isOf(
                            interaction,
                            WITHDRAW,
                            because.isEmpty() && by.equals(interaction.by()),
                            at);
            case Removal.Scheduled(_, var permit, _, _) ->
                    isOf(interaction, APPROVE, permit.by().equals(interaction.by()), permit.at());
            case Removal.BeingRemoved(_, var permit, _, _, _) ->
                    isOf(interaction, APPROVE, permit.by().equals(interaction.by()), permit.at());
            case Removal.Asked(_, _, var first) ->
                    first.filter(it ->
                                    isOf(
                                            interaction,
                                            APPROVE,
                                            it.by().equals(interaction.by()),
                                            it.at()))
                            .isPresent();
            case Removal.NeedsPerson _, Removal.Gone _ -> false;
        };
    }

    private static boolean isOf(
            Interaction interaction, String action, boolean isByThem, Instant at) {
        return interaction.action().equals(action) && isByThem && !at.isBefore(interaction.at());
    }

    private InteractionAnswer refuse(
            Interaction interaction, Versioned<Removal> stored, String because) {
        return failures.refuse(
                interaction.by(), interaction.action(), stored.state().id().text(), because);
    }

    /** Only the card is ever posted anew; direct messages close those before them. */
    private boolean isOldCard(Interaction interaction, Versioned<Removal> stored) {
        var card = liveMessages.ref(stored.state().id().text(), RemovalMessageKinds.CARD);
        return interaction.on().isPresent()
                && card.isPresent()
                && card.get().channel().equals(interaction.on().get().channel())
                && !card.equals(interaction.on());
    }
}
