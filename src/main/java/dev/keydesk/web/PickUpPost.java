package dev.keydesk.web;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.keydesk.config.SecretText;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the page sends when somebody clicks a button on it. */
record PickUpPost(What what, SecretText token, Optional<SecretText> code) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Tokens have 43 letters; a longer text is not one, and need not be hashed. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    enum What {
        PICK_UP,
        HAVE_IT,
        NOT_RECEIVED
    }

    /**
     * @throws IOException if the body is not JSON
     * @throws IllegalArgumentException if it is not what the page sends
     */
    static PickUpPost read(byte[] body) throws IOException {
        var json = JSON.readTree(body);
        var what =
                switch (json.path("do").asText()) {
                    case "pick-up" -> What.PICK_UP;
                    case "have-it" -> What.HAVE_IT;
                    case "not-received" -> What.NOT_RECEIVED;
                    default -> throw new IllegalArgumentException("no such button");
                };
        return new PickUpPost(
                what,
                text(json.path("token").asText(), TOKEN)
                        .orElseThrow(() -> new IllegalArgumentException("no token")),
                text(withPlainDigits(json.path("code").asText()), CODE));
    }

    /** Keyboards for other scripts write other digits, such as the full-width ones of Japanese. */
    private static String withPlainDigits(String code) {
        return code.codePoints()
                .map(point -> Character.isDigit(point) ? '0' + Character.digit(point, 10) : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Optional<SecretText> text(String given, Pattern form) {
        return Optional.of(given).filter(text -> form.matcher(text).matches()).map(SecretText::of);
    }
}
