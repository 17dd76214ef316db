package dev.keydesk.interactions;

import com.slack.api.app_backend.interactive_components.response.Option;

import dev.keydesk.config.UserId;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the features take from Slack: commands, buttons, menus and forms. A feature says so where it
 * wires itself, and the surface gives each to Bolt. A handler stores or opens something within
 * three seconds; everything slow is a job of the {@link Inbox}.
 */
public final class SlackHandlers {
    private final Inbox inbox;
    private final Map<String, OnPress> buttons = new LinkedHashMap<>();
    private final Map<String, OnPress> shortcuts = new LinkedHashMap<>();
    private final Map<String, SlackCommand> commands = new LinkedHashMap<>();
    private final Map<String, Function<SentForm, FormOutcome>> forms = new LinkedHashMap<>();
    private final Map<String, BiFunction<UserId, String, List<Option>>> suggestions =
            new LinkedHashMap<>();
    private Optional<String> homeTab = Optional.empty();

    public SlackHandlers(Inbox inbox) {
        this.inbox = inbox;
    }

    /** A button that is stored, and settled by a job. */
    public void button(String action, Function<Interaction, InteractionAnswer> settled) {
        inbox.on(action, settled);
        onPress(action, new OnPress.Settled());
    }

    /** The same for a button whose answer is seen where it stands. */
    public void buttonInPlace(String action, Function<Interaction, InteractionAnswer> settled) {
        inbox.on(action, settled);
        onPress(action, new OnPress.SettledInPlace());
    }

    /** A button that opens an address in the browser. */
    public void link(String action) {
        onPress(action, new OnPress.Acknowledged());
    }

    /**
     * A button that opens a form.
     *
     * @param form a sentence for the person if it was not opened
     */
    public void opens(String action, Function<ButtonPress, Optional<String>> form) {
        onPress(action, new OnPress.Opens(form));
    }

    /**
     * The same, where a press without a form is settled.
     *
     * @param form false if it was not opened
     * @param settled what such a press does
     */
    public void opensOrSettles(
            String action,
            Predicate<ButtonPress> form,
            Function<Interaction, InteractionAnswer> settled) {
        inbox.on(action, settled);
        onPress(action, new OnPress.OpensOrSettles(form));
    }

    /** A menu, or a field of a modal, whose value says what is done. */
    public void menu(String action, Function<ButtonPress, OnPress.Chosen> choice) {
        onPress(action, new OnPress.ByValue(choice));
    }

    private void onPress(String action, OnPress does) {
        putOnce(buttons, action, does);
    }

    /** What is offered while somebody types in a field of a form. */
    public void suggests(String field, BiFunction<UserId, String, List<Option>> options) {
        putOnce(suggestions, field, options);
    }

    /** A form that is sent. */
    public void form(String callback, Function<SentForm, FormOutcome> sent) {
        putOnce(forms, callback, sent);
    }

    /**
     * A command.
     *
     * @param help what {@code help} behind it shows
     * @param complaint why nothing can be done with a text, for the person who typed it
     */
    public void command(
            String name,
            String help,
            Function<String, Optional<String>> complaint,
            SlackCommand.Handler handler) {
        putOnce(commands, name, new SlackCommand(help, complaint, handler));
    }

    /**
     * What a command of another feature does when the text begins with that word.
     *
     * @param word in small letters
     */
    public void word(String command, String word, SlackCommand.Handler handler) {
        var known = commands.get(command);
        if (known == null) {
            throw new IllegalStateException("nobody takes " + command);
        }
        known.word(word, handler);
    }

    /**
     * A shortcut that opens a form.
     *
     * @param form a sentence for the person if it was not opened; it goes out as a direct message,
     *     since the acknowledgement of a shortcut carries no words
     */
    public void shortcut(String name, Function<ButtonPress, Optional<String>> form) {
        putOnce(shortcuts, name, new OnPress.Opens(form));
    }

    /** The home tab was opened. */
    public void homeTab(String action, Function<Interaction, InteractionAnswer> settled) {
        inbox.on(action, settled);
        this.homeTab = Optional.of(action);
    }

    private static <T> void putOnce(Map<String, T> all, String name, T one) {
        if (all.put(name, one) != null) {
            throw new IllegalStateException("two things that " + name + " does");
        }
    }

    public Map<String, OnPress> buttons() {
        return Collections.unmodifiableMap(buttons);
    }

    public Map<String, OnPress> shortcuts() {
        return Collections.unmodifiableMap(shortcuts);
    }

    public Map<String, SlackCommand> commands() {
        return Collections.unmodifiableMap(commands);
    }

    public Map<String, Function<SentForm, FormOutcome>> forms() {
        return Collections.unmodifiableMap(forms);
    }

    public Map<String, BiFunction<UserId, String, List<Option>>> suggestions() {
        return Collections.unmodifiableMap(suggestions);
    }

    /** What the inbox knows the opened home tab as; empty if nobody draws it. */
    public Optional<String> homeTab() {
        return homeTab;
    }
}
