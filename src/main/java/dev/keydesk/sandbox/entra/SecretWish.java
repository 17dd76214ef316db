package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * The secret that a caller of addPassword requests, with Entra's defaults for missing values: no
 * name, starting now, valid for two years.
 */
record SecretWish(String displayName, Instant start, Instant end) {
    /** Entra sets these itself; a caller that sends them is mistaken. */
    private static final Set<String> NOT_FOR_CALLERS =
            Set.of("secretText", "keyId", "hint", "customKeyIdentifier");

    /**
     * Reads the body. One without "passwordCredential" is legal and means the defaults, even if it
     * has the right fields one level too high.
     *
     * @throws GraphRefusal 400
     */
    static SecretWish of(JsonNode body, Instant now) {
        var asked = body.path("passwordCredential");
        asked.fieldNames().forEachRemaining(field -> refuseOddField(asked, field));
        var start = instant(asked.path("startDateTime")).orElse(now);
        var inTwoYears = start.atOffset(ZoneOffset.UTC).plusYears(2).toInstant();
        var end = instant(asked.path("endDateTime")).orElse(inTwoYears);
        if (!end.isAfter(start)) {
            throw GraphRefusal.badRequest("The end date has to be after the start date.");
        }
        return new SecretWish(asked.path("displayName").asText(""), start, end);
    }

    private static void refuseOddField(JsonNode asked, String field) {
        boolean isKnown =
                field.startsWith("@")
                        || GraphSchema.shared().propertiesOf("passwordCredential").contains(field);
        if (!isKnown) {
            throw GraphRefusal.malformed("Invalid property '" + field + "'.");
        }
        if (NOT_FOR_CALLERS.contains(field) && asked.hasNonNull(field)) {
            throw GraphRefusal.badRequest(
                    "The property '" + field + "' cannot be set by the caller.");
        }
    }

    /** The schema has already refused everything but dates. */
    private static Optional<Instant> instant(JsonNode text) {
        return text.isTextual()
                ? Optional.of(OffsetDateTime.parse(text.asText()).toInstant())
                : Optional.empty();
    }
}
