package dev.keydesk.expiry;

import dev.keydesk.store.Tx;

import java.time.Instant;

/**
 * Takes down that a secret is no longer in Entra, for those who have read it there: what is told
 * about the key stops at once, and does not wait for the next scan.
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

    /** Nothing happens if no scan saw the key, or one has missed it before. */
    public static void record(Tx tx, Credential.Key key, Instant now) {
        tx.sql()
                .createUpdate(GONE)
                .bind("now", now.toEpochMilli())
                .bind("app", key.app().objectId())
                .bind("key_id", key.keyId())
                .execute();
    }
}
