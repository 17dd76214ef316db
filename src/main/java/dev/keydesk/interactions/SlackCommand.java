package dev.keydesk.interactions;

import dev.keydesk.config.UserId;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A slash command with its handler and its subcommands.
 *
 * <p>Before it is called, the command has been counted, a request for help answered, and a text
 * refused that must not be typed there.
 */
public final class SlackCommand {
    private final String help;
    private final Function<String, Optional<String>> complaint;
    private final Handler handler;
    private final Map<String, Handler> words = new LinkedHashMap<>();

    SlackCommand(String help, Function<String, Optional<String>> complaint, Handler handler) {
        this.help = help;
        this.complaint = complaint;
        this.handler = handler;
    }

    /** Handles a typed command within three seconds. */
    public interface Handler {
        /**
         * Opens or stores something.
         *
         * @return the immediate answer to the person, if any
         */
        Optional<String> typed(Typed command);
    }

    /**
     * A typed command.
     *
     * @param interaction with the typed text, without the name of the subcommand
     */
    public record Typed(Interaction interaction, String triggerId) {
        /** Returns the person who typed it. */
        public UserId user() {
            return interaction.user();
        }

        /** Returns the typed text. */
        public String text() {
            return interaction.text();
        }
    }

    /**
     * Adds a subcommand.
     *
     * @param word its name in lower case
     */
    public SlackCommand word(String word, Handler does) {
        words.put(word, does);
        return this;
    }

    public String help() {
        return help;
    }

    /** The handler, and the rest of the text for it. */
    public record Understood(Handler handler, String text) {}

    public Understood understood(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return words.entrySet().stream()
                .filter(it -> lower.equals(it.getKey()) || lower.startsWith(it.getKey() + " "))
                .findFirst()
                .map(it ->
                        new Understood(it.getValue(), text.substring(it.getKey().length()).strip()))
                .orElseGet(() -> new Understood(handler, text));
    }

    /**
     * Returns why nothing can be done with the text, for the person who typed it; empty if it is
     * fine.
     */
    public Optional<String> complaint(Understood understood) {
        return complaint.apply(understood.text());
    }
}
