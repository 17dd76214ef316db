package dev.keydesk.expiry;

import dev.keydesk.store.Tx;

import java.time.Instant;

/**
 * Records that a secret is no longer in Entra, for code that has just looked: messages about the
 * secret stop at once, without waiting for the next scan.
 */
public final class GoneCredentials {
    private static final String GONE =
            """
            update credential
               set gone_at = :now
             where app = (select number from app where object_id = :app)
               and lower(key_id) = lower(:key_id) and kind = 'SECRET' and gone_at is null
            """;

    private GoneCredentials() {}

    /** Does nothing if no scan saw the credential, or one has missed it before. */
    public static void record(Tx tx, Credential.Key key, Instant now) {
        tx.sql()
                .createUpdate(GONE)
                .bind("now", now.toEpochMilli())
                .bind("app", key.app().objectId())
                .bind("key_id", key.keyId())
                .execute();
    }
}
