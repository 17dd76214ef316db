package dev.keydesk.decision;

import dev.keydesk.audit.Actor;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.UserId;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.workflow.Versioned;

import java.util.List;
import java.util.Optional;

/**
 * What every decision of a person about a thing with states goes through: the thing is found, its
 * card is the current one, that person may, on facts that are read now, and then it moves. If
 * somebody else was faster, all of that is looked at again. A refusal is kept in the audit log.
 */
public final class DecisionGuard<S> {
    /** Each one that is lost is a move of somebody else, so nobody is ever near it. */
    private static final int MOST_TRIES = 10;

    private final Things<S> things;
    private final LiveMessages liveMessages;
    private final List<String> cards;
    private final AuthorizationFailures failures;

    /**
     * Guards these.
     *
     * @param cards the messages that are only current in one place, by the names of their kinds
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

    /** Where the things are that people decide about. */
    public interface Things<S> {
        /** Returns what has that name, which may be any text. */
        Optional<Versioned<S>> named(String subject);

        /** Returns its key, by which its messages and the audit log know it. */
        String key(S state);

        /** Returns empty if somebody else moved it first; then nothing was changed. */
        Optional<Versioned<S>> tryMove(Versioned<S> from, S to, Actor by, String sentence);
    }

    /** Who may. */
    @FunctionalInterface
    public interface Permission<S> {
        Verdict of(UserId who, S now);
    }

    /** Whether somebody gets as far as deciding. */
    public sealed interface Admission<S> {
        record Granted<S>(Versioned<S> stored, Verdict verdict) implements Admission<S> {}

        record Rejected<S>(DecisionOutcome<S> outcome) implements Admission<S> {}
    }

    /** Decides. */
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

    /** Empty if somebody was faster. */
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

    /** Looks whether that person may, for what is more than one step. */
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
     * Only cards are ever posted again; direct messages close those before them. Until a card is
     * known, any message is it. A click from a form stands on no message; the form came from a
     * card.
     */
    private boolean isOldCard(DecisionRequest request, String key) {
        return request.message().filter(on -> isBesides(key, on)).isPresent();
    }

    private boolean isBesides(String key, MessageRef on) {
        var current = cards.stream().flatMap(kind -> liveMessages.ref(key, kind).stream()).toList();
        return !current.contains(on)
                && current.stream().anyMatch(card -> card.channel().equals(on.channel()));
    }
}
