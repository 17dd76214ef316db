package dev.keydesk.decision;

import dev.keydesk.audit.Actor;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.UserId;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.workflow.Versioned;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one path of every decision of a person about a thing with states: find the thing, check that
 * the clicked card is current, check with facts read now that the person may, and move it. If
 * somebody else moved it meanwhile, everything is checked again. A refusal is audited.
 */
public final class DecisionGuard<S> {
    /** Each lost race is a move by somebody else, so this number is never reached in practice. */
    private static final int MOST_TRIES = 10;

    private final Things<S> things;
    private final LiveMessages liveMessages;
    private final List<String> cards;
    private final AuthorizationFailures failures;

    /**
     * Guards these things.
     *
     * @param cards the kinds of messages of which only one copy is current
     */
    public DecisionGuard(
            Things<S> things,
            LiveMessages liveMessages,
            List<String> cards,
            AuthorizationFailures failures) {
        this.things = things;
        this.liveMessages = liveMessages;
        this.cards = cards;
        this.failures = failures;
    }

    /** The things that people decide about. */
    public interface Things<S> {
        /** Returns the thing with that name, which may be any text. */
        Optional<Versioned<S>> named(String subject);

        /** Returns its key in its messages and in the audit log. */
        String key(S state);

        /** Returns empty if somebody else moved it first; then nothing was changed. */
        Optional<Versioned<S>> tryMove(Versioned<S> from, S to, Actor by, String sentence);
    }

    /** Decides whether a person may. */
    @FunctionalInterface
    public interface Permission<S> {
        /** Returns the verdict, with its reason. */
        Verdict of(UserId who, S now);
    }

    /** Whether a person may decide, before anything is moved. */
    public sealed interface Admission<S> {
        /** The person may. */
        record Granted<S>(Versioned<S> stored, Verdict verdict) implements Admission<S> {}

        /** The person may not, or there is nothing to decide. */
        record Rejected<S>(DecisionOutcome<S> outcome) implements Admission<S> {}
    }

    /** What a button does if the person may click it. */
    @FunctionalInterface
    public interface Effect<S> {
        /** Decides from what was read, and changes nothing that {@link Step.Move} can change. */
        Step<S> of(Interaction interaction, Versioned<S> stored, Verdict verdict);
    }

    /** Returns the handler of a click: the effect, for people who may. */
    public Function<Interaction, InteractionAnswer> pressed(
            Permission<S> permission,
            Effect<S> effect,
            Function<DecisionOutcome<S>, InteractionAnswer> answer) {
        return interaction ->
                answer.apply(
                        decide(
                                DecisionRequest.of(interaction),
                                permission,
                                (stored, verdict) -> effect.of(interaction, stored, verdict)));
    }

    /**
     * Makes the decision.
     *
     * @return what happened; never throws for a refusal
     */
    public DecisionOutcome<S> decide(
            DecisionRequest request, Permission<S> permission, Step.Of<S> step) {
        DecisionOutcome<S> outcome = new DecisionOutcome.NotFound<>();
        for (int tried = 0; tried < MOST_TRIES; tried++) {
            switch (admit(request, permission)) {
                case Admission.Rejected(var rejected) -> {
                    return rejected;
                }
                case Admission.Granted(var stored, var verdict) -> {
                    var taken = taken(request, stored, step.on(stored, verdict));
                    if (taken.isPresent()) {
                        return taken.get();
                    }
                    outcome = new DecisionOutcome.RaceLost<>(stored.state());
                }
            }
        }
        return outcome;
    }

    /** Returns empty if somebody else moved the thing meanwhile. */
    private Optional<DecisionOutcome<S>> taken(
            DecisionRequest request, Versioned<S> stored, Step<S> step) {
        return switch (step) {
            case Step.Move(var to, var sentence) ->
                    things.tryMove(stored, to, Actor.of(request.by()), sentence)
                            .map(moved -> new DecisionOutcome.Done<>(moved.state()));
            case Step.End(var outcome) -> Optional.of(outcome);
            case Step.Again() -> Optional.empty();
        };
    }

    /** Checks whether the person may, for decisions that take more than one step. */
    public Admission<S> admit(DecisionRequest request, Permission<S> permission) {
        var found = things.named(request.subject());
        if (found.isEmpty()) {
            return new Admission.Rejected<>(new DecisionOutcome.NotFound<>());
        }
        var stored = found.get();
        var now = stored.state();
        if (isOldCard(request, things.key(now))) {
            return new Admission.Rejected<>(new DecisionOutcome.Outdated<>(now));
        }
        var verdict = permission.of(request.by(), now);
        if (verdict instanceof Verdict.Refused(var because)) {
            failures.refuse(request.by(), request.action(), things.key(now), because);
            return new Admission.Rejected<>(new DecisionOutcome.NotAllowed<>(now, because));
        }
        return new Admission.Granted<>(stored, verdict);
    }

    /**
     * In a channel only the current card counts; a copy in another channel is an old card too. A
     * new direct message closes the earlier ones. While no card is recorded, any message counts as
     * current. A click from a form is not on a message; its form was opened from a card.
     */
    private boolean isOldCard(DecisionRequest request, String key) {
        return request.message().filter(on -> !on.channel().isDirect()).stream()
                .anyMatch(on -> {
                    var current = current(key);
                    return !current.isEmpty() && !current.contains(on);
                });
    }

    private List<MessageRef> current(String key) {
        return cards.stream().flatMap(kind -> liveMessages.ref(key, kind).stream()).toList();
    }
}
