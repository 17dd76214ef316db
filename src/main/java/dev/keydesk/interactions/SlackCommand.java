package dev.keydesk.interactions;

import dev.keydesk.config.UserId;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A slash command: what it does, and what it does with a word behind it.
 *
 * <p>The surface asks it nothing before it has counted the command, shown the help to whoever asked
 * for it, and refused what must not be typed there.
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

    /** Does what somebody has typed, within three seconds. */
    public interface Handler {
        /**
         * Opens or stores something.
         *
         * @return what the person reads at once, if anything
         */
        Optional<String> typed(Typed command);
    }

    /**
     * A command that somebody has typed.
     *
     * @param interaction whose text is what was typed, without the word it began with
     */
    public record Typed(Interaction interaction, String triggerId) {
        public UserId user() {
            return interaction.user();
        }

        public String text() {
            return interaction.text();
        }
    }

    /**
     * What is done when the text begins with that word.
     *
     * @param word in small letters
     */
    public SlackCommand word(String word, Handler does) {
        words.put(word, does);
        return this;
    }

    public String help() {
        return help;
    }

    /** Who does it, and what is left of the text for them. */
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

    /** Why nothing can be done with that text, for the person who typed it. */
    public Optional<String> complaint(Understood understood) {
        return complaint.apply(understood.text());
    }
}
