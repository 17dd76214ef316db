package dev.keydesk.sandbox.entra;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The tenant's default app management policy for client secrets. Both rules exempt apps that were
 * made before {@code appsCreatedAfter}, if that is set.
 */
public record SecretPolicy(
        boolean secretsForbidden,
        Optional<Duration> maxLifetime,
        Optional<Instant> appsCreatedAfter) {

    /** Returns the policy that every tenant has initially. */
    public static SecretPolicy none() {
        return new SecretPolicy(false, Optional.empty(), Optional.empty());
    }

    /** Returns a policy that forbids client secrets. */
    public static SecretPolicy forbidden() {
        return new SecretPolicy(true, Optional.empty(), Optional.empty());
    }

    /** Returns a policy with a longest lifetime. */
    public static SecretPolicy atMost(Duration lifetime) {
        return new SecretPolicy(false, Optional.of(lifetime), Optional.empty());
    }

    /** Returns the same, only for apps created after that instant. */
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
