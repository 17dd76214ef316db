package dev.keydesk.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.slack.SeenMessage;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the tokens and the code in a private message with a link. */
final class PrivateLinks {
    /** {@code #c.} before a token that needs a code, {@code #o.} before one that does not. */
    private static final Pattern TOKEN = Pattern.compile("#[co]\\.([^#]+)$");

    private static final Pattern CODE = Pattern.compile("\\*(\\d{3}) (\\d{3})\\*");

    private PrivateLinks() {}

    /** Returns the tokens of all links of its buttons. */
    static List<SecretText> tokens(SeenMessage message) {
        return message.buttons().stream()
                .flatMap(button -> button.url().stream())
                .flatMap(url -> token(url).stream())
                .toList();
    }

    static Optional<SecretText> token(String url) {
        var found = TOKEN.matcher(url);
        return found.find() ? Optional.of(SecretText.of(found.group(1))) : Optional.empty();
    }

    /** Returns the digits of its code; none for a message that others can read. */
    static Optional<String> code(SeenMessage message) {
        return message.ephemeral()
                ? texts(message.blocks())
                        .flatMap(text -> CODE.matcher(text).results())
                        .map(found -> found.group(1) + found.group(2))
                        .findFirst()
                : Optional.empty();
    }

    private static Stream<String> texts(JsonNode blocks) {
        return blocks.findValues("text").stream()
                .flatMap(text -> text.isTextual() ? Stream.of(text) : Stream.of(text.path("text")))
                .map(JsonNode::asText);
    }
}
