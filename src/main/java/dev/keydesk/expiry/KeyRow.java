package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.AppRegistration.Certificate;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.expiry.Credential.Kind;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A key as its row has it.
 *
 * @param startAt in milliseconds since 1970, like the end
 */
record KeyRow(Which id, Optional<String> name, Optional<String> hint, long startAt, long endAt) {

    /** What tells it from the other keys of its app. */
    record Which(String keyId, Kind kind) {}

    /** The keys of an app, each once. */
    static Collection<KeyRow> of(AppRegistration app) {
        Map<Which, KeyRow> keys = new LinkedHashMap<>();
        app.secrets().stream().map(KeyRow::of).forEach(key -> keys.put(key.id(), key));
        app.certificates().stream().map(KeyRow::of).forEach(key -> keys.put(key.id(), key));
        return keys.values();
    }

    private static KeyRow of(Secret secret) {
        return new KeyRow(
                new Which(secret.keyId(), Kind.SECRET),
                secret.name(),
                secret.hint(),
                secret.start().toEpochMilli(),
                secret.end().toEpochMilli());
    }

    private static KeyRow of(Certificate certificate) {
        return new KeyRow(
                new Which(certificate.keyId(), Kind.CERTIFICATE),
                certificate.name(),
                Optional.empty(),
                certificate.start().toEpochMilli(),
                certificate.end().toEpochMilli());
    }
}
