package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.expiry.Credential.Kind;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A credential as its row stores it.
 *
 * @param startAt in milliseconds since 1970, like {@code endAt}
 */
record KeyRow(Which id, Optional<String> name, Optional<String> hint, long startAt, long endAt) {

    /** Identifies the credential among those of its app. */
    record Which(String keyId, Kind kind) {}

    /** Returns the credentials of an app without duplicates. */
    static Collection<KeyRow> of(AppRegistration app) {
        Map<Which, KeyRow> keys = new LinkedHashMap<>();
        Credential.Key.of(app).stream().map(KeyRow::of).forEach(key -> keys.put(key.id(), key));
        return keys.values();
    }

    private static KeyRow of(Credential.Key key) {
        return new KeyRow(
                new Which(key.keyId(), key.kind()),
                key.name(),
                key.hint(),
                key.start().toEpochMilli(),
                key.end().toEpochMilli());
    }
}
