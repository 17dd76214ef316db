package dev.keydesk.lookup;

import dev.keydesk.entra.AppRegistration;

import java.time.Instant;

/** The result of a look for something in Entra. */
public sealed interface LookupResult<T> {
    /** It exists, as Entra shows it now. */
    record Found<T>(T what) implements LookupResult<T> {}

    /**
     * Entra did not show it this time, which proves nothing.
     *
     * @param lookAgainAt when the next look counts
     */
    record Missing<T>(Instant lookAgainAt) implements LookupResult<T> {}

    /**
     * Entra has not shown it several times in a row, a minute apart.
     *
     * @param withItsApp whether the whole app registration is gone
     */
    record Gone<T>(boolean withItsApp) implements LookupResult<T> {}

    /** A secret, and the app registration that holds it. */
    record SeenSecret(AppRegistration app, AppRegistration.Secret secret) {}
}
