package dev.keydesk.sandbox.entra;

import dev.keydesk.config.SecretText;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes ids and values of secrets and keeps the values, which the real Entra does not. Separate
 * from everything that is shown. Not thread-safe; the directory guards it.
 */
final class SecretValues {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~.-";

    private final RandomGenerator random;
    private final Map<String, SecretText> byKeyId = new HashMap<>();

    SecretValues(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Returns a new value in the form that Microsoft's scanners look for: three characters, 8Q~,
     * thirty-four characters.
     */
    SecretText fresh() {
        return SecretText.of(letters(3) + "8Q~" + letters(34));
    }

    String freshId() {
        long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant2 = (random.nextLong() & (Long.MAX_VALUE >>> 1)) | Long.MIN_VALUE;
        return new UUID(version4, variant2).toString();
    }

    /** Returns a random thumbprint. */
    String thumbprint() {
        var bytes = new byte[20];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    void remember(String keyId, SecretText value) {
        byKeyId.put(keyId, value);
    }

    Optional<SecretText> of(String keyId) {
        return Optional.ofNullable(byKeyId.get(keyId));
    }

    private String letters(int count) {
        var letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return letters.toString();
    }
}
