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
 * A button about a thing with states. This is the only place that defines its name, the states in
 * which it is shown, its look, who may click it, and what a click does: messages and the
 * registration with Slack both use lists of these.
 *
 * @param action its name; stored in messages of Slack, so it never changes
 * @param does what a click does within Slack's three seconds
 * @param settles what a job does then
 */
public record StateButton<S>(
        String action,
        Look<S> look,
        OnPress does,
        Function<Interaction, InteractionAnswer> settles) {

    /** The look of a button. */
    @FunctionalInterface
    public interface Look<S> {
        /** Returns the button; empty in a state without it. */
        Optional<Button> of(String action, S now);
    }

    /** Returns a button whose click is stored and then handled by a job. */
    public static <S> StateButton<S> of(
            String action, Look<S> look, Function<Interaction, InteractionAnswer> settles) {
        return new StateButton<>(action, look, new OnPress.Settled(), settles);
    }

    /** Returns a button that is shown here and whose click another feature handles. */
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
     * Returns the same, but a click opens a form if possible.
     *
     * @param form returns false if it was not opened; then the click is handled by a job
     */
    public StateButton<S> opensOrSettles(Predicate<ButtonPress> form) {
        return new StateButton<>(action, look, new OnPress.OpensOrSettles(form), settles);
    }

    /**
     * Returns the same, but only the submitted form is handled by a job, under the button's name.
     *
     * @param form returns a sentence for the person if it was not opened
     */
    public StateButton<S> opens(Function<ButtonPress, Optional<String>> form) {
        return new StateButton<>(action, look, new OnPress.Opens(form), settles);
    }

    /** Returns the look of a button that is shown in one state only. */
    public static <S, T extends S> Look<S> in(Class<T> state, BiFunction<String, T, Button> look) {
        return (action, now) ->
                state.isInstance(now)
                        ? Optional.of(look.apply(action, state.cast(now)))
                        : Optional.empty();
    }

    /** Returns the look of a button that is shown if the condition holds. */
    public static <S> Look<S> when(Predicate<S> so, BiFunction<String, S, Button> look) {
        return (action, now) ->
                so.test(now) ? Optional.of(look.apply(action, now)) : Optional.empty();
    }

    /** Returns the buttons that are shown in that state, in the order of the list. */
    public static <S> List<Button> standing(List<StateButton<S>> buttons, S now) {
        return buttons.stream()
                .flatMap(button -> button.look.of(button.action, now).stream())
                .toList();
    }

    /** Registers the clicks on all of these buttons. */
    public static <S> void take(SlackHandlers handlers, List<StateButton<S>> buttons) {
        buttons.forEach(button -> handlers.take(button.action, button.does, button.settles));
    }
}
