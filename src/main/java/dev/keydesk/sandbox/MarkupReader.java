package dev.keydesk.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.Choice;
import dev.keydesk.sandbox.slack.SeenMessage;
import dev.keydesk.sandbox.slack.Workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Turns Slack's markup into the text that a person reads: names instead of ids, no brackets. */
final class MarkupReader {
    private static final Pattern MARKUP =
            Pattern.compile("<(@|#|!subteam\\^|!date\\^\\d+\\^[^|]*\\|)([^>]*)>");

    private final Workspace workspace;

    MarkupReader(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Returns the whole text of the message, in its order. */
    String read(SeenMessage message) {
        var texts = new ArrayList<String>();
        collect(message.blocks(), texts);
        return texts.isEmpty() ? plain(message.text()) : plain(String.join("\n", texts));
    }

    String read(JsonNode blocks) {
        var texts = new ArrayList<String>();
        collect(blocks, texts);
        return plain(String.join("\n", texts));
    }

    /** Returns what a screen reader says: only the top-level text. */
    String spoken(SeenMessage message) {
        return plain(message.text());
    }

    private static void collect(JsonNode node, List<String> texts) {
        switch (node.path("type").asText()) {
            case "image" -> texts.add("(%s)".formatted(node.path("alt_text").asText()));
            case "actions" -> texts.add(buttons(node.path("elements")));
            case "button" -> texts.add(button(node));
            case "external_select", "static_select" -> texts.add("‹" + choice(node) + "›");
            case "radio_buttons" -> texts.add(radio(node));
            case "plain_text_input" -> texts.add("‹…›");
            default -> collectParts(node, texts);
        }
    }

    private static void collectParts(JsonNode node, List<String> texts) {
        var text = node.get("text");
        if (text != null && text.isTextual()) {
            texts.add(text.asText());
        }
        node.forEach(child -> collect(child, texts));
    }

    private static String buttons(JsonNode elements) {
        return StreamSupport.stream(elements.spliterator(), false)
                .map(MarkupReader::button)
                .collect(Collectors.joining(" "));
    }

    private static String button(JsonNode button) {
        return "[" + button.path("text").path("text").asText() + "]";
    }

    private static String choice(JsonNode select) {
        var chosen = select.path("initial_option").path("text").path("text").asText();
        return chosen.isEmpty() ? select.path("placeholder").path("text").asText() : chosen;
    }

    private static String radio(JsonNode buttons) {
        var chosen = buttons.path("initial_option").path("value");
        return Choice.allOf(buttons).stream()
                .map(it -> (it.value().equals(chosen.asText()) ? "(•) " : "( ) ") + it.text())
                .collect(Collectors.joining(" "));
    }

    String plain(String markup) {
        return MARKUP.matcher(markup)
                .replaceAll(found -> Matcher.quoteReplacement(shown(found)))
                .replaceAll("\\*([^*\n]+)\\*", "$1")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private String shown(MatchResult found) {
        var kind = found.group(1);
        var rest = found.group(2);
        if (kind.equals("@")) {
            return workspace.member(new UserId(rest)).map(m -> "@" + m.name()).orElse("@" + rest);
        }
        if (kind.equals("#")) {
            return workspace
                    .channel(new ChannelId(rest))
                    .map(channel -> "#" + channel.name())
                    .orElse("#" + rest);
        }
        if (kind.startsWith("!subteam")) {
            return workspace
                    .group(new UserGroupId(rest))
                    .map(group -> "@" + group.handle())
                    .orElse("@" + rest);
        }
        return rest;
    }
}
