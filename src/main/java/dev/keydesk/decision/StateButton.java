package dev.keydesk.decision;

import dev.keydesk.chat.Button;
import dev.keydesk.interactions.ButtonPress;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.interactions.OnPress;
import dev.keydesk.interactions.SlackHandlers;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A button about a thing with states. This is the one place that says what it is called, in which
 * states it stands and how it looks, who may press it, and what a press does: messages go through a
 * list of these, and so does what Slack is asked to hand over.
 *
 * @param action its name; stored in messages of Slack, so it never changes
 * @param does what a press does within Slack's three seconds
 * @param settles what a job does then
 */
public record StateButton<S>(
        String action,
        Look<S> look,
        OnPress does,
        Function<Interaction, InteractionAnswer> settles) {

    /** How a button looks. */
    @FunctionalInterface
    public interface Look<S> {
        /** Returns empty in a state without it. */
        Optional<Button> of(String action, S now);
    }

    /** A button that is stored, and settled by a job. */
    public static <S> StateButton<S> of(
            String action, Look<S> look, Function<Interaction, InteractionAnswer> settles) {
        return new StateButton<>(action, look, new OnPress.Settled(), settles);
    }

    /** A button that stands here, and whose press a feature takes that is not known here. */
    public static <S> StateButton<S> takenElsewhere(String action, Look<S> look) {
        return new StateButton<>(
                action,
                look,
                new OnPress.Acknowledged(),
                _ -> {
                    throw new IllegalStateException(action + " is not taken here");
                });
    }

    /**
     * The same, but a press opens a form if it can.
     *
     * @param form false if it was not opened; then the press is settled
     */
    public StateButton<S> opensOrSettles(Predicate<ButtonPress> form) {
        return new StateButton<>(action, look, new OnPress.OpensOrSettles(form), settles);
    }

    /**
     * The same, where only the form is settled, by the name of the button.
     *
     * @param form a sentence for the person if it was not opened
     */
    public StateButton<S> opens(Function<ButtonPress, Optional<String>> form) {
        return new StateButton<>(action, look, new OnPress.Opens(form), settles);
    }

    /** Returns the look of a button that stands in one state only. */
    public static <S, T extends S> Look<S> in(Class<T> state, BiFunction<String, T, Button> look) {
        return (action, now) ->
                state.isInstance(now)
                        ? Optional.of(look.apply(action, state.cast(now)))
                        : Optional.empty();
    }

    /** Returns the look of a button that stands where that is so. */
    public static <S> Look<S> when(Predicate<S> so, BiFunction<String, S, Button> look) {
        return (action, now) ->
                so.test(now) ? Optional.of(look.apply(action, now)) : Optional.empty();
    }

    /** Returns those that stand there in that state, in the order of the list. */
    public static <S> List<Button> standing(List<StateButton<S>> buttons, S now) {
        return buttons.stream()
                .flatMap(button -> button.look.of(button.action, now).stream())
                .toList();
    }

    /** Has Slack hand over the presses of all of them. */
    public static <S> void take(SlackHandlers handlers, List<StateButton<S>> buttons) {
        buttons.forEach(button -> handlers.take(button.action, button.does, button.settles));
    }
}
