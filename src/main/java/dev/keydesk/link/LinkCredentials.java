package dev.keydesk.link;

import dev.keydesk.config.SecretText;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What opens a link: a token of 256 bits in the fragment of its address and, unless the operator
 * has switched it off, a six-digit code to type. Neither is stored. The stored MAC of the code is
 * made with the token, so that a reader of the database cannot try all million codes.
 */
record LinkCredentials(SecretText token, Optional<SecretText> code) {
    private static final int TOKEN_BYTES = 32;
    private static final int ID_BYTES = 16;
    private static final int CODES = 1_000_000;

    static LinkCredentials fresh(RandomGenerator random, boolean withCode) {
        return new LinkCredentials(
                SecretText.of(text(random, TOKEN_BYTES)),
                withCode
                        ? Optional.of(
                                SecretText.of(
                                        String.format(Locale.ROOT, "%06d", random.nextInt(CODES))))
                        : Optional.empty());
    }

    /** Returns a random id of a link for its address, which reveals nothing and opens nothing. */
    static String id(RandomGenerator random) {
        return text(random, ID_BYTES);
    }

    private static String text(RandomGenerator random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String tokenHash() {
        return HexFormat.of().formatHex(hash(token));
    }

    Optional<String> codeMac() {
        return code.map(typed -> HexFormat.of().formatHex(mac(typed)));
    }

    boolean fitsToken(String stored) {
        return MessageDigest.isEqual(hash(token), HexFormat.of().parseHex(stored));
    }

    /** A link without a code accepts any code, or none. */
    boolean fitsCode(Optional<String> stored) {
        return stored.isEmpty()
                || code.filter(typed ->
                                MessageDigest.isEqual(
                                        mac(typed), HexFormat.of().parseHex(stored.get())))
                        .isPresent();
    }

    private static byte[] hash(SecretText text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private byte[] mac(SecretText typed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            token.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(typed.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
