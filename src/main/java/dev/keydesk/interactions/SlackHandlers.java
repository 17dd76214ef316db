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

/**
 * The registry of what the features take from Slack: commands, buttons, menus and forms. Each
 * feature registers its own, and the Slack surface passes them to Bolt. A handler stores or opens
 * something within three seconds; everything slow is a job of the {@link Inbox}.
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

    /** Registers a button whose click is stored and then handled by a job. */
    public void button(String action, Function<Interaction, InteractionAnswer> settled) {
        inbox.register(action, settled);
        onPress(action, new OnPress.Settled());
    }

    /** The same for a button whose result is visible where it is. */
    public void buttonInPlace(String action, Function<Interaction, InteractionAnswer> settled) {
        inbox.register(action, settled);
        onPress(action, new OnPress.SettledInPlace());
    }

    /**
     * Registers a button with its action within three seconds, and the handler for the job.
     *
     * @param settled handles the click, or the form that it opens
     */
    public void take(
            String action, OnPress does, Function<Interaction, InteractionAnswer> settled) {
        inbox.register(action, settled);
        onPress(action, does);
    }

    /** Registers a button that opens an address in the browser. */
    public void link(String action) {
        onPress(action, new OnPress.Acknowledged());
    }

    /**
     * Registers a button that opens a form.
     *
     * @param form returns a sentence for the person if it was not opened
     */
    public void opens(String action, Function<ButtonPress, Optional<String>> form) {
        onPress(action, new OnPress.Opens(form));
    }

    /** Registers a menu, or a field of a modal, whose value decides what is done. */
    public void menu(String action, Function<ButtonPress, OnPress.Chosen> choice) {
        onPress(action, new OnPress.ByValue(choice));
    }

    private void onPress(String action, OnPress does) {
        putOnce(buttons, action, does);
    }

    /** Registers suggestions for a field of a form while somebody types in it. */
    public void suggests(String field, BiFunction<UserId, String, List<Option>> options) {
        putOnce(suggestions, field, options);
    }

    /** Registers a form. */
    public void form(String callback, Function<SentForm, FormOutcome> sent) {
        putOnce(forms, callback, sent);
    }

    /**
     * Registers a command.
     *
     * @param help the answer to {@code help} after the command
     * @param complaint returns why nothing can be done with a text, for the person who typed it
     */
    public void command(
            String name,
            String help,
            Function<String, Optional<String>> complaint,
            SlackCommand.Handler handler) {
        putOnce(commands, name, new SlackCommand(help, complaint, handler));
    }

    /**
     * Registers a subcommand of another feature's command.
     *
     * @param word its name in lower case
     */
    public void word(String command, String word, SlackCommand.Handler handler) {
        var known = commands.get(command);
        if (known == null) {
            throw new IllegalStateException("nobody takes " + command);
        }
        known.word(word, handler);
    }

    /**
     * Registers a shortcut that opens a form.
     *
     * @param form returns a sentence for the person if it was not opened; it is sent as a direct
     *     message, because the acknowledgement of a shortcut has no room for text
     */
    public void shortcut(String name, Function<ButtonPress, Optional<String>> form) {
        putOnce(shortcuts, name, new OnPress.Opens(form));
    }

    /** Registers the handler for an opened Home tab. */
    public void homeTab(String action, Function<Interaction, InteractionAnswer> settled) {
        inbox.register(action, settled);
        this.homeTab = Optional.of(action);
    }

    private static <T> void putOnce(Map<String, T> all, String name, T one) {
        if (all.put(name, one) != null) {
            throw new IllegalStateException("two things that " + name + " does");
        }
    }

    /** Returns the buttons and menus by their action names. */
    public Map<String, OnPress> buttons() {
        return Collections.unmodifiableMap(buttons);
    }

    /** Returns the shortcuts by their names. */
    public Map<String, OnPress> shortcuts() {
        return Collections.unmodifiableMap(shortcuts);
    }

    /** Returns the commands by their names. */
    public Map<String, SlackCommand> commands() {
        return Collections.unmodifiableMap(commands);
    }

    /** Returns the forms by their callback ids. */
    public Map<String, Function<SentForm, FormOutcome>> forms() {
        return Collections.unmodifiableMap(forms);
    }

    /** Returns the suggestions by the names of their fields. */
    public Map<String, BiFunction<UserId, String, List<Option>>> suggestions() {
        return Collections.unmodifiableMap(suggestions);
    }

    /** Returns the action for an opened Home tab; empty if no feature renders it. */
    public Optional<String> homeTab() {
        return homeTab;
    }
}
