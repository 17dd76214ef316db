package dev.keydesk.link;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A link with what opens it, made without a click, for a benchmark that needs very many of them.
 */
public record MadeLink(String id, String token, String code, String tokenHash, String codeMac) {
    private static final Random RANDOM = new Random(3);

    public static MadeLink fresh() {
        var credentials = LinkCredentials.fresh(RANDOM, true);
        return new MadeLink(
                LinkCredentials.id(RANDOM),
                credentials.token().reveal(),
                credentials.code().orElseThrow().reveal(),
                credentials.tokenHash(),
                credentials.codeMac().orElseThrow());
    }

    /** What the page would send. */
    public byte[] press() {
        return "{\"do\":\"pick-up\",\"token\":\"%s\",\"code\":\"%s\"}"
                .formatted(token, code)
                .getBytes(StandardCharsets.UTF_8);
    }
}
