package dev.keydesk.entra;

import com.microsoft.graph.models.PasswordCredential;

import dev.keydesk.config.SecretText;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * A secret that Entra has just made; its value exists nowhere else outside Entra.
 *
 * <p>Name and dates are those of Entra's answer; the caller compares them with what was approved.
 * Deliberately not a record, so that nothing prints or serialises it.
 */
public final class MintedSecret {
    private final SecretText value;
    private final String keyId;
    private final String hint;
    private final String displayName;
    private final Instant start;
    private final Instant end;

    private MintedSecret(
            SecretText value,
            String keyId,
            String hint,
            String displayName,
            Instant start,
            Instant end) {
        this.value = value;
        this.keyId = keyId;
        this.hint = hint;
        this.displayName = displayName;
        this.start = start;
        this.end = end;
    }

    /** Returns empty if the answer lacks a required part; then it is unknown what Entra did. */
    static Optional<MintedSecret> of(PasswordCredential answer) {
        var value = answer.getSecretText();
        var keyId = answer.getKeyId();
        var start = answer.getStartDateTime();
        var end = answer.getEndDateTime();
        if (value == null || value.isBlank() || keyId == null || start == null || end == null) {
            return Optional.empty();
        }
        return Optional.of(
                new MintedSecret(
                        SecretText.of(value),
                        keyId.toString(),
                        Objects.requireNonNullElse(answer.getHint(), ""),
                        Objects.requireNonNullElse(answer.getDisplayName(), ""),
                        start.toInstant(),
                        end.toInstant()));
    }

    /**
     * Returns whether Entra made what was asked for. If not, it read the request differently and
     * the secret must be removed; it may be valid for two years.
     */
    public boolean isWhatWasAsked(String wantedName, Instant wantedEnd) {
        // Entra keeps seven digits of a second and Java nine.
        return displayName.equals(wantedName)
                && end.truncatedTo(ChronoUnit.SECONDS)
                        .equals(wantedEnd.truncatedTo(ChronoUnit.SECONDS));
    }

    public SecretText value() {
        return value;
    }

    public String keyId() {
        return keyId;
    }

    /**
     * Returns the first characters of the value, as the portal shows them; empty if Entra gave
     * none.
     */
    public String hint() {
        return hint;
    }

    /**
     * Returns the name; empty if Entra made a secret without a name, which was not what was asked
     * for.
     */
    public String displayName() {
        return displayName;
    }

    public Instant start() {
        return start;
    }

    public Instant end() {
        return end;
    }

    @Override
    public String toString() {
        return "Minted[" + keyId + ", (hidden)]";
    }
}
