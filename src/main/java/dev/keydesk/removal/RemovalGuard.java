package dev.keydesk.removal;

import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.UserId;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.request.AuthorizationFailures;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.Verdict;
import dev.keydesk.workflow.Versioned;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stands before every decision about a removal: finds it, looks whether the card is the current one
 * and whether that person may, on facts that are read now, and decides anew if somebody was faster.
 */
final class RemovalGuard {
    static final String UNKNOWN = "The desk does not know this removal, so nothing was changed.";

    private static final String OLD_CARD =
            "This is an older copy of the card, so nothing was changed. Use the newest card of this"
                    + " removal in the channel.";

    private final Removals removals;
    private final LiveMessages liveMessages;
    private final Policy policy;
    private final PrincipalResolver principals;
    private final OwnerLookup owners;
    private final AuthorizationFailures failures;

    RemovalGuard(
            Removals removals,
            LiveMessages liveMessages,
            Policy policy,
            PrincipalResolver principals,
            OwnerLookup owners,
            AuthorizationFailures failures) {
        this.removals = removals;
        this.liveMessages = liveMessages;
        this.policy = policy;
        this.principals = principals;
        this.owners = owners;
        this.failures = failures;
    }

    /** Who may. */
    @FunctionalInterface
    interface Permission {
        Verdict of(UserId who, Versioned<Removal> stored);
    }

    /** What is done once it is known that this person may. */
    @FunctionalInterface
    interface Deed {
        /** Empty if somebody moved the removal first; then nothing was changed. */
        Optional<InteractionAnswer> on(Versioned<Removal> stored, Verdict verdict);
    }

    InteractionAnswer decide(Interaction interaction, Permission permission, Deed deed) {
        var stored =
                PressedCard.parse(interaction.subject())
                        .map(PressedCard::id)
                        .flatMap(removals::find);
        if (stored.isEmpty()) {
            return InteractionAnswer.say(UNKNOWN);
        }
        if (isOldCard(interaction, stored.get().state().id())) {
            return InteractionAnswer.say(OLD_CARD);
        }
        var verdict = permission.of(interaction.user(), stored.get());
        return verdict instanceof Verdict.Refused(var because)
                ? failures.refuse(
                        interaction.user(),
                        interaction.action(),
                        stored.get().state().id().text(),
                        because)
                : deed.on(stored.get(), verdict)
                        .orElseGet(() -> decide(interaction, permission, deed));
    }

    /** Only cards are ever posted anew; direct messages close those before them. */
    private boolean isOldCard(Interaction interaction, RemovalId id) {
        var cards =
                Stream.of(RemovalMessageKinds.CARD, RemovalMessageKinds.TEAM_CARD)
                        .flatMap(kind -> liveMessages.ref(id.text(), kind).stream())
                        .toList();
        return interaction.message().filter(on -> isBesides(cards, on)).isPresent();
    }

    private static boolean isBesides(List<MessageRef> cards, MessageRef on) {
        return !cards.contains(on)
                && cards.stream().anyMatch(card -> card.channel().equals(on.channel()));
    }

    /** Who decides about requests, but nobody about what they asked for themselves. */
    Verdict.Final approver(UserId who, Versioned<Removal> stored) {
        return policy.decide(principals.forDeciding(who), stored.state().details().by());
    }

    /** Whoever asked for it, or one who decides. */
    Verdict.Final askerOrApprover(UserId who, Versioned<Removal> stored) {
        return stored.state().details().by().equals(who)
                ? new Verdict.Allowed("The requester may.")
                : policy.decideAlone(principals.forDeciding(who));
    }

    /**
     * Who may let a key go although the newer one is not there: who may have it removed without
     * asking anybody.
     */
    Verdict withoutNewerKey(UserId who, Versioned<Removal> stored) {
        var verdict =
                stored.state().details().renewal().isPresent()
                        ? teamToRemove(who, stored)
                        : policy.decideAlone(principals.forDeciding(who));
        return verdict instanceof Verdict.NeedsApproval(var because)
                ? new Verdict.Refused(because)
                : verdict;
    }

    /**
     * Who may have a key removed that was renewed: an owner, its team, and who decides. The
     * requester of the newer one who is none of these asks for it.
     */
    Verdict teamToRemove(UserId who, Versioned<Removal> stored) {
        return policy.removeOld(
                principals.forDeciding(who),
                requester(stored),
                () -> owners.looksAfter(who, stored.state().details().app()));
    }

    /** The same to keep it, or to call its removal off; the requester of the newer one may, too. */
    Verdict teamToKeep(UserId who, Versioned<Removal> stored) {
        return policy.keepOld(
                principals.forDeciding(who),
                requester(stored),
                () -> owners.looksAfter(who, stored.state().details().app()));
    }

    private static UserId requester(Versioned<Removal> stored) {
        var details = stored.state().details();
        return details.renewal().map(Renewal::requester).orElse(details.by());
    }

    /** The team in words; only the one who has the new key is mentioned. */
    static String teamInWords(Renewal renewal) {
        return "The owners of the app registration, its team and those who approve requests can say so. %s can keep it or ask for its removal."
                .formatted(renewal.requester().mention());
    }
}
