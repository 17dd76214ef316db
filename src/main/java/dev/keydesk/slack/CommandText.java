package dev.keydesk.slack;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text after a command, as the person typed it. The manifest asks Slack to escape the text, so
 * a person or channel comes with its id, and names of apps may contain the same signs.
 */
record CommandText(String typed) {
    private static final Pattern NAMED = Pattern.compile("<([@#])[A-Z0-9]+\\|([^<>]*)>");

    static CommandText of(SlashCommandPayload payload) {
        var text = Optional.ofNullable(payload.getText()).orElse("");
        return new CommandText(unescaped(text).strip());
    }

    private static String unescaped(String text) {
        return NAMED.matcher(text)
                .replaceAll("$1$2")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    boolean asksForHelp() {
        return typed.toLowerCase(Locale.ROOT).equals("help");
    }
}
