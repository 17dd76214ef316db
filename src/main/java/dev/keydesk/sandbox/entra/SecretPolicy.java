package dev.keydesk.sandbox.entra;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the tenant's default app management policy says about client secrets. Both rules spare apps
 * that were made before {@code appsCreatedAfter}, if that is set.
 */
public record SecretPolicy(
        boolean secretsForbidden,
        Optional<Duration> maxLifetime,
        Optional<Instant> appsCreatedAfter) {

    /** The policy every tenant has until somebody enables one. */
    public static SecretPolicy none() {
        return new SecretPolicy(false, Optional.empty(), Optional.empty());
    }

    public static SecretPolicy forbidden() {
        return new SecretPolicy(true, Optional.empty(), Optional.empty());
    }

    public static SecretPolicy atMost(Duration lifetime) {
        return new SecretPolicy(false, Optional.of(lifetime), Optional.empty());
    }

    public SecretPolicy forAppsCreatedAfter(Instant instant) {
        return new SecretPolicy(secretsForbidden, maxLifetime, Optional.of(instant));
    }

    boolean isEnabled() {
        return secretsForbidden || maxLifetime.isPresent();
    }

    boolean forbidsSecretsOf(Application app) {
        return secretsForbidden && concerns(app);
    }

    boolean refusesLifetime(Application app, Instant start, Instant end) {
        return concerns(app)
                && maxLifetime.filter(most -> end.isAfter(start.plus(most))).isPresent();
    }

    private boolean concerns(Application app) {
        return appsCreatedAfter.filter(app.createdDateTime()::isBefore).isEmpty();
    }
}
