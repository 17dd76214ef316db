package dev.keydesk.sandbox.entra;

import dev.keydesk.config.SecretText;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether an app may sign in with a secret. The endpoint learns of new secrets and of
 * removals after a while, as the real one does.
 */
final class SignInRule {
    private final Tenant tenant;
    private final InstantSource clock;
    private final Supplier<Timing> timing;
    private final SignIns signIns;

    SignInRule(Tenant tenant, InstantSource clock, Supplier<Timing> timing) {
        this.tenant = tenant;
        this.clock = clock;
        this.timing = timing;
        this.signIns = new SignIns(clock);
    }

    SignIns signIns() {
        return signIns;
    }

    SignInResult withSecret(String tenantId, String clientId, SecretText value) {
        return refusedApp(tenantId, clientId)
                .<SignInResult>map(refused -> refused)
                .orElseGet(() -> judge(clientId, keysKnownHere(clientId, value)));
    }

    /** Refuses an unknown tenant or app, whatever its credential is. */
    Optional<SignInResult.Refused> refusedApp(String tenantId, String clientId) {
        if (!tenantId.equalsIgnoreCase(tenant.tenantId())) {
            return Optional.of(Aadsts.tenantNotFound(tenantId));
        }
        return tenant.appDirectory().withAppId(clientId, clock.instant()).isPresent()
                ? Optional.empty()
                : Optional.of(Aadsts.appNotFound(clientId, tenantId));
    }

    private SignInResult judge(String clientId, List<Secret> matching) {
        var now = clock.instant();
        var valid = matching.stream().filter(secret -> isValid(secret, now)).findFirst();
        var expired = matching.stream().filter(secret -> !secret.end().isAfter(now)).findFirst();
        SignInResult answer =
                valid.<SignInResult>map(_ -> new SignInResult.Accepted(clientId))
                        .or(() -> expired.map(_ -> Aadsts.expiredSecret(clientId)))
                        .orElseGet(() -> Aadsts.unknownSecret(clientId));
        valid.or(() -> expired).ifPresent(secret -> signIns.attempted(secret.keyId(), answer));
        return answer;
    }

    private List<Secret> keysKnownHere(String clientId, SecretText value) {
        var known = clock.instant().minus(timing.get().signInDelay());
        return tenant.appDirectory().withAppId(clientId, known).stream()
                .flatMap(app -> app.secrets().stream())
                .filter(secret -> tenant.valueOf(secret.keyId()).equals(value))
                .toList();
    }

    private static boolean isValid(Secret secret, Instant now) {
        return !secret.start().isAfter(now) && secret.end().isAfter(now);
    }
}
